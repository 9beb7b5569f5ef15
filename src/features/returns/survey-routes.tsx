// Officers visit enterprises, write down what they need, hand over the handbook.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { dayOf } from '../../shared/clock'
import { decryptField, encryptField } from '../../shared/fields'
import { formValues, judge } from '../../shared/form'
import { newKey } from '../../shared/ids'
import { EMPTY_FORM, type FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, allow, areaIdsOf, outermost, rangesOf, rolesOf } from '../accounts'
import { rulebookInForce } from '../rulebook'
import { countsForm, SURVEY_SHOWS, surveyForm } from './form'
import { whoOf } from './named'
import { mayWrite, type Own, officePlace, READERS, WRITERS } from './own'
import { handbookOf, listSurveys, recordSurvey, surveySums, surveysOf } from './store-survey'
import { SurveyPage, SurveysPage } from './survey'

type C = Context<AppEnv>

const noteOf = (key: string) => ({ table: 'surveys', column: 'note', row: key })

async function list(c: C): Promise<Response> {
  const { db, ui } = c.var
  const show = SURVEY_SHOWS.find((each) => each === c.req.query('show')) ?? 'unvisited'
  const [, areaPath, id] = /^(\/[\d/]{1,60})~(\d{1,15})$/.exec(c.req.query('after') ?? '') ?? []
  const after = areaPath && id ? { areaPath, id: Number(id) } : null
  const ranges = outermost(rangesOf(account(c), ...READERS))
  const props = {
    show,
    first: after === null,
    roles: rolesOf(c),
    book: await rulebookInForce(db, ui.now),
    sums: await surveySums(db, areaIdsOf(ranges)),
  }
  const found = await listSurveys(db, { ranges, show, after })
  return html(c, <SurveysPage ui={ui} {...props} {...found} />)
}

async function openSurveys(c: C, placeId: number) {
  const surveys = await surveysOf(c.var.db, placeId)
  const who = await whoOf(
    c,
    surveys.map(({ by }) => by),
  )
  return Promise.all(
    surveys.map(async ({ id, key, day, by, answers, note }) => {
      const open = note ? await decryptField(c.env.FIELD_KEY, noteOf(key), note) : ''
      return { id, day, answers, who: who(by), note: open ?? '' }
    }),
  )
}

async function show(c: C, own: Own, form: FormState = EMPTY_FORM): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book } = own
  return html(
    c,
    <SurveyPage
      ui={{ ...ui, here: `/office/surveys/${place.code}` }}
      roles={rolesOf(c)}
      book={book}
      place={place}
      surveys={await openSurveys(c, place.id)}
      handbookOn={(await handbookOf(db, place.id))?.day ?? null}
      writes={mayWrite(c, place)}
      form={form}
      formKey={newKey(ui.now, random)}
      notice={c.req.query('done') ? { text: ui.t('survey.saved'), good: true } : null}
    />,
    form === EMPTY_FORM ? 200 : 422,
  )
}

async function postSurvey(c: C): Promise<Response> {
  const own = await officePlace(c, ['enterprise'], true)
  const { place, book, by } = own
  const values = await formValues(c.req.raw)
  const asked = Object.entries(values).filter(([name]) => name.startsWith('q_'))
  const rest = Object.entries(values).filter(([name]) => !name.startsWith('q_'))
  const counts = judge(countsForm(book), Object.fromEntries(asked))
  const form = judge(surveyForm, Object.fromEntries(rest))
  if (!counts.ok || !form.ok) {
    const errors = { ...(counts.ok ? {} : counts.errors), ...(form.ok ? {} : form.errors) }
    return show(c, own, { values, errors })
  }
  const { key, note, handbook } = form.value
  const answers = book.survey.questions.map(({ id }) => [id, counts.value[`q_${id}`] ?? 0] as const)
  await recordSurvey(c.var.db, {
    ...by,
    key,
    placeId: place.id,
    day: dayOf(by.now),
    answers: Object.fromEntries(answers),
    note: note ? await encryptField(c.env.FIELD_KEY, noteOf(key), note) : null,
    handbook: handbook !== undefined,
  })
  return c.redirect(`/office/surveys/${place.code}?done=1`, 303)
}

export const surveyRoutes = new Hono<AppEnv>()
  .get('/office/surveys', allow.officer(...READERS), list)
  .get('/office/surveys/:code', allow.officer(...READERS), async (c) =>
    show(c, await officePlace(c, ['enterprise'], false)),
  )
  .post('/office/surveys/:code', allow.officer(...WRITERS), postSurvey)
