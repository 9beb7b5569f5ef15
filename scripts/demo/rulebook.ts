// The demo town's rulebook, put together from its parts.
import { parse } from 'valibot'
import { type Rulebook, rulebookSchema } from '../../src/features/rulebook/form'
import checklists from './rulebook/checklists.json' with { type: 'json' }
import door from './rulebook/door.json' with { type: 'json' }
import duties from './rulebook/duties.json' with { type: 'json' }
import holidays from './rulebook/holidays.json' with { type: 'json' }
import lists from './rulebook/lists.json' with { type: 'json' }
import offices from './rulebook/offices.json' with { type: 'json' }
import pledges from './rulebook/pledges.json' with { type: 'json' }
import returns from './rulebook/returns.json' with { type: 'json' }
import town from './rulebook/town.json' with { type: 'json' }
import watch from './rulebook/watch.json' with { type: 'json' }

export const demoRulebook: Rulebook = parse(rulebookSchema, {
  ...town,
  ...door,
  ...lists,
  ...pledges,
  ...duties,
  ...checklists,
  ...offices,
  ...holidays,
  ...watch,
  ...returns,
})
