// 粘贴一列体温: looked at first, then saved; what is wrong stays in the box.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { type FormErrors, type FormValues, formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { type AtPlace, atPlace } from '../board'
import { gateDay, namedOf } from './day'
import { pasteForm } from './form'
import { shiftOf, textsOf } from './gate-answer'
import { PastePage } from './paste'
import { crewsOf, EVERYBODY, type GateDay, gatePath, type Shift } from './rules'
import { leftOver, type Pasted, type PastedLine, readColumn } from './rules-paste'
import { saveCrew } from './save'

type C = Context<AppEnv>

interface Shown {
  shift: Shift
  crew: string
  form: FormState
  pasted?: Pasted
  saved?: number
  key?: string
}

async function showPaste(c: C, at: AtPlace, shown: Shown): Promise<Response> {
  const { ui, random } = c.var
  const { place } = at
  const day = await gateDay(c, at, ui.now)
  const { form, shift, crew, pasted, saved = 0 } = shown
  const bad = Object.keys(form.errors).length > 0 || pasted?.lines.some(({ problem }) => problem)
  return html(
    c,
    <PastePage
      ui={{ ...ui, here: `/keep/${place.code}/gate/paste?shift=${shift}` }}
      day={day}
      keeper={at.keeper}
      kind={place.kind}
      crews={crewsOf(day.people)}
      shift={shift}
      crew={crew}
      form={{ ...form, errors: textsOf(c, at, form.errors) }}
      pasted={pasted ?? null}
      saved={saved}
      formKey={shown.key ?? newKey(ui.now, random)}
    />,
    bad || pasted?.misfit ? 422 : 200,
  )
}

/** A crew, or everybody as the crews stand on the page of the gate. */
function asked(day: GateDay, crew: string) {
  const crews = crewsOf(day.people)
  const whole = crews.filter(({ id }) => id !== EVERYBODY).flatMap(({ people }) => people)
  return crews.find(({ id }) => id === crew)?.people ?? whole
}

async function read(c: C, at: AtPlace, shift: Shift, values: { crew: string; column: string }) {
  const day = await gateDay(c, at, c.var.ui.now)
  const people = await namedOf(c, at, asked(day, values.crew))
  return readColumn(values.column, { people, fever: day.fever, shift, day: day.day })
}

/** The good lines as boxes of a crew; what stands already is not said again. */
const boxesOf = ({ lines }: Pasted, shift: Shift): FormValues =>
  Object.fromEntries(
    lines.flatMap(({ named, t }) =>
      named && t && !named.person[shift] ? [[`t${named.person.id}`, String(t)]] : [],
    ),
  )

/** With those somebody else has measured meanwhile. */
const withRefused = (lines: readonly PastedLine[], refused: FormErrors): PastedLine[] =>
  lines.map((line) =>
    line.named && `t${line.named.person.id}` in refused
      ? { ...line, problem: 'gate.paste.measured' }
      : line,
  )

async function postPaste(c: C): Promise<Response> {
  const at = await atPlace(c)
  const values = await formValues(c.req.raw)
  const shift = shiftOf(values.shift, c.var.ui.now)
  const crew = values.crew ?? ''
  const form = judge(pasteForm, values)
  if (!form.ok) return showPaste(c, at, { shift, crew, form })
  const { key, column, save } = form.value
  const pasted = await read(c, at, shift, { crew, column })
  const boxes = boxesOf(pasted, shift)
  const before = { ...EMPTY_FORM, values: { column } }
  if (!save || Object.keys(boxes).length === 0)
    return showPaste(c, at, { shift, crew, pasted, key, form: before })
  const done = await saveCrew(c, at, { key, shift, ...boxes })
  if (!done.ok) return showPaste(c, at, { shift, crew, form: { ...before, errors: done.errors } })
  const saved = done.saved.stored.length
  const lines = withRefused(pasted.lines, done.saved.refused)
  const left = leftOver(lines)
  if (!left) return c.redirect(`${gatePath(at.place.code, shift, crew)}&saved=${saved}`, 303)
  const rest = { misfit: null, lines: lines.filter(({ problem }) => problem) }
  return showPaste(c, at, {
    shift,
    crew,
    saved,
    pasted: rest,
    form: { ...before, values: { column: left } },
  })
}

export const pasteRoutes = new Hono<AppEnv>()
  .get('/keep/:code/gate/paste', allow.staff, async (c) => {
    const at = await atPlace(c)
    const { shift, crew = '' } = c.req.query()
    return showPaste(c, at, { shift: shiftOf(shift, c.var.ui.now), crew, form: EMPTY_FORM })
  })
  .post('/keep/:code/gate/paste', allow.staff, postPaste)
