// What the administrator types about teams and their members.
import * as v from 'valibot'
import { lineField, nameField } from '../../shared/text'
import { TEAM_ROLES } from './values'

const NAME = 30
const keyField = v.pipe(v.string('teams.key'), v.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'teams.key'))
const idField = (says: string) =>
  v.pipe(v.string(says), v.regex(/^\d{1,15}$/, says), v.transform(Number))
const optionalId = (says: string) =>
  v.pipe(
    v.string(says),
    v.regex(/^\d{0,15}$/, says),
    v.transform((typed) => (typed === '' ? null : Number(typed))),
  )
const titleField = v.pipe(
  v.string('form.required'),
  v.trim(),
  v.minLength(1, 'form.required'),
  lineField(NAME),
)

export const teamForm = v.strictObject({
  key: keyField,
  name: titleField,
  parent: optionalId('teams.parent_which'),
  area: idField('hub.area_which'),
})

export const changeForm = v.strictObject({
  version: idField('teams.key'),
  name: titleField,
  area: idField('hub.area_which'),
})

export const dissolveForm = v.strictObject({ version: idField('teams.key') })

/** Either an officer with an account, or somebody by name. */
export const memberForm = (departments: readonly string[]) =>
  v.pipe(
    v.strictObject({
      key: keyField,
      officer: optionalId('hub.liaison_who'),
      name: v.union(
        [
          v.pipe(
            v.literal(''),
            v.transform(() => null),
          ),
          nameField,
        ],
        'form.name_characters',
      ),
      department: v.picklist(['', ...departments], 'teams.department_which'),
      role: v.picklist(TEAM_ROLES, 'teams.role_which'),
    }),
    v.forward(
      v.check(({ officer, name }) => (officer === null) !== (name === null), 'teams.one_of'),
      ['name'],
    ),
  )
