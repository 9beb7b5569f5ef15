CREATE TABLE `area_trees` (
	`id` integer PRIMARY KEY NOT NULL,
	`areas` text NOT NULL
);
--> statement-breakpoint
CREATE VIEW `area_trees_now` AS SELECT 1 AS id, json_group_array(json_object('id', `id`, 'parentId', `parent_id`, 'level', `level`,
  'name', `name`, 'nameEn', `name_en`, 'path', `path`)) AS areas FROM (SELECT * FROM `areas` ORDER BY `path`);
--> statement-breakpoint
INSERT INTO `area_trees` (`id`, `areas`) SELECT id, areas FROM `area_trees_now`;
--> statement-breakpoint
DROP TRIGGER `areas_changes_insert`;
--> statement-breakpoint
DROP TRIGGER `areas_changes_update`;
--> statement-breakpoint
DROP TRIGGER `areas_changes_delete`;
--> statement-breakpoint
CREATE TRIGGER `areas_tree_insert` AFTER INSERT ON `areas` BEGIN
  INSERT INTO `area_trees` (`id`, `areas`) SELECT n.id, n.areas FROM `area_trees_now` n WHERE true ON CONFLICT DO UPDATE SET `areas` = excluded.areas;
END;
--> statement-breakpoint
CREATE TRIGGER `areas_tree_update` AFTER UPDATE ON `areas` BEGIN
  INSERT INTO `area_trees` (`id`, `areas`) SELECT n.id, n.areas FROM `area_trees_now` n WHERE true ON CONFLICT DO UPDATE SET `areas` = excluded.areas;
END;
--> statement-breakpoint
CREATE TRIGGER `areas_tree_delete` AFTER DELETE ON `areas` BEGIN
  INSERT INTO `area_trees` (`id`, `areas`) SELECT n.id, n.areas FROM `area_trees_now` n WHERE true ON CONFLICT DO UPDATE SET `areas` = excluded.areas;
END;
--> statement-breakpoint
DELETE FROM `progress_counts` WHERE `name` = 'areas';
