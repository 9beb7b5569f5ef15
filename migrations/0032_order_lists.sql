CREATE TABLE `order_lists` (
	`area_id` integer NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`order_id` integer NOT NULL,
	`place_kind` text NOT NULL,
	PRIMARY KEY(`area_id`, `state`, `due_at`, `order_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `order_lists_order` ON `order_lists` (`order_id`);--> statement-breakpoint
DROP INDEX `orders_state`;
--> statement-breakpoint
CREATE VIEW `order_lists_now` AS SELECT a.value AS area_id, o.`state`, o.`due_at`, o.`id` AS order_id, o.`place_kind`
FROM `orders` o CROSS JOIN json_each('[' || replace(trim(o.`area_path`, '/'), '/', ',') || ']') a;
--> statement-breakpoint
INSERT INTO `order_lists` (`area_id`, `state`, `due_at`, `order_id`, `place_kind`) SELECT area_id, state, due_at, order_id, place_kind FROM `order_lists_now`;
--> statement-breakpoint
CREATE TRIGGER `orders_lists_insert` AFTER INSERT ON `orders` BEGIN
  INSERT INTO `order_lists` (`area_id`, `state`, `due_at`, `order_id`, `place_kind`) SELECT n.area_id, n.state, n.due_at, n.order_id, n.place_kind FROM `order_lists_now` n WHERE n.order_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_lists_update` AFTER UPDATE OF `state`, `due_at`, `area_path`, `place_kind` ON `orders` BEGIN
  DELETE FROM `order_lists` WHERE `order_id` = old.id;
  INSERT INTO `order_lists` (`area_id`, `state`, `due_at`, `order_id`, `place_kind`) SELECT n.area_id, n.state, n.due_at, n.order_id, n.place_kind FROM `order_lists_now` n WHERE n.order_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_lists_delete` AFTER DELETE ON `orders` BEGIN
  DELETE FROM `order_lists` WHERE `order_id` = old.id;
END;
