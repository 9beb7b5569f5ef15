// The page of one place as an answer: to a look, a call, a form with errors.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { dayOf, startOfDay } from '../../shared/clock'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import type { FormState } from '../../ui/field'
import { html } from '../../ui/html'
import { account, covers } from '../accounts'
import { lastRating, ReturnsHere, returnNumbers } from '../returns'
import { rulebookInForce } from '../rulebook'
import { TeamsHere, teamsAt } from '../teams'
import { builderOf } from './contact'
import { HubPage, type HubProps } from './hub'
import { calleesOf, liaisonOf, namesOf, openOfficers } from './office-people'
import { CALLERS, LIAISON_SETTERS, pathsOver, STOPPERS } from './rules-office'
import { listAreas, placeByCode } from './store'
import { lifeOf } from './store-life'
import { papersOf } from './store-office'
import type { Place } from './tables'

type C = Context<AppEnv>

/** The place of `:code`. Throws 404. */
export async function officePlace(c: C): Promise<Place> {
  const place = await placeByCode(c.var.db, placeCodeOr404(c.req.param('code') ?? ''))
  if (!place) throw problem('place.unknown', 404)
  return place
}

const NOTICES: Record<string, Key> = { liaison: 'hub.liaison_done' }

interface Shown {
  status?: 200 | 409 | 422
  refused?: { of: 'call' | 'liaison'; form: FormState }
  warning?: string
}

function noticeOf(c: C, { warning }: Shown): HubProps['notice'] {
  if (warning) return { text: warning, good: false }
  const key = NOTICES[c.req.query('notice') ?? '']
  return key ? { text: c.var.ui.t(key), good: true } : null
}

async function whereOf(c: C, place: Place): Promise<string> {
  const over = pathsOver(place.areaPath).slice(1)
  const areas = (await listAreas(c.var.db)).filter(({ path }) => over.includes(path))
  return areas.map((area) => (c.var.ui.lang === 'zh' ? area.name : area.nameEn)).join(' ')
}

async function officersOf(c: C, place: Place) {
  const asked = { now: c.var.ui.now, after: c.req.query('officers') ?? '' }
  return openOfficers(c.var.db, c.env.FIELD_KEY, place.areaPath, asked)
}

export async function showHub(c: C, place: Place, shown: Shown = {}): Promise<Response> {
  const { db, ui } = c.var
  const actor = account(c)
  const key = c.env.FIELD_KEY
  const book = await rulebookInForce(db, ui.now)
  const life = await lifeOf(db, place.id)
  const officers = life.flatMap(({ actorKind, actorId }) =>
    actorKind === 'officer' && actorId !== null ? [actorId] : [],
  )
  return html(
    c,
    <HubPage
      ui={{ ...ui, here: `/office/places/${place.code}` }}
      roles={actor.scopes.map(({ role }) => role)}
      place={place}
      where={await whereOf(c, place)}
      trade={book.trades.find(({ id }) => id === place.trade)?.name[ui.lang] ?? place.trade}
      builder={await builderOf(key, place)}
      life={life}
      names={await namesOf(db, key, officers)}
      papers={await papersOf(db, place.id)}
      liaison={await liaisonOf(db, key, place)}
      officers={covers(actor, LIAISON_SETTERS, place) ? await officersOf(c, place) : null}
      callees={covers(actor, CALLERS, place) ? await calleesOf(db, key, place) : null}
      may={{
        stop: covers(actor, STOPPERS, place),
        close: covers(actor, ['admin'], place),
        print: covers(actor, LIAISON_SETTERS, place),
      }}
      refused={shown.refused ?? null}
      notice={noticeOf(c, shown)}
    >
      <ReturnsHere
        ui={ui}
        place={place}
        numbers={await returnNumbers(db, place.id, startOfDay(dayOf(ui.now)))}
        last={place.kind === 'site' ? await lastRating(db, place.id) : null}
      />
      <TeamsHere ui={ui} teams={await teamsAt(db, key, book, place)} />
    </HubPage>,
    shown.status ?? 200,
  )
}
