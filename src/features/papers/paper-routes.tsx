// The paper register comes back: twenty lines typed in, entered where and when they were written.
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayText } from '../../i18n/format'
import { formValues } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow } from '../accounts'
import { enterPaper, PAPER_DAYS } from '../visits'
import { readRegister } from './form'
import { PaperPage } from './paper'
import { ownPlace } from './place'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The key of a line: that of the sheet, its last symbol telling the line. */
const lineKey = (sheet: string, row: number): string => sheet.slice(0, -1) + (ALPHABET[row] ?? '')

/** `?written=12&known=0&day=18330` after a sheet was entered. */
const NUMBER = /^\d{1,6}$/

export const paperRoutes = new Hono<AppEnv>()
  .get('/keep/:code/paper', allow.staff, async (c) => {
    const { ui, random } = c.var
    const own = await ownPlace(c)
    const { written = '', known = '', day = '' } = c.req.query()
    const told = [written, known, day].every((each) => NUMBER.test(each))
    const notice = told
      ? ui.t(known === '0' ? 'paper.done' : 'paper.done_known', {
          n: written,
          known,
          day: dayText(ui.lang, Number(day)),
        })
      : null
    const props = { ...own, days: PAPER_DAYS, notice, form: EMPTY_FORM }
    return html(c, <PaperPage ui={ui} {...props} formKey={newKey(ui.now, random)} />)
  })
  .post('/keep/:code/paper', allow.staff, async (c) => {
    const { ui, random } = c.var
    const own = await ownPlace(c)
    const values = await formValues(c.req.raw)
    const form = readRegister(own.book, values, ui.now, PAPER_DAYS)
    if (!form.ok) {
      const formKey = form.errors.key ? newKey(ui.now, random) : (values.key ?? '')
      const props = { ...own, days: PAPER_DAYS, notice: null, form }
      return html(c, <PaperPage ui={ui} {...props} formKey={formKey} />, 422)
    }
    const { key, day, lines } = form.value
    const keyed = lines.map((line) => ({ ...line, key: lineKey(key, line.row) }))
    const { written, known } = await enterPaper(c, own.book, own.place, account(c).id, keyed)
    const told = new URLSearchParams({ written: `${written}`, known: `${known}`, day: `${day}` })
    return c.redirect(`/keep/${own.place.code}/paper?${told}`, 303)
  })
