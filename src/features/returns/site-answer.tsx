// The keeper's page of a site as an answer.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import type { Key } from '../../i18n'
import { newKey } from '../../shared/ids'
import { html } from '../../ui/html'
import { builderOf } from '../places'
import { StaffNav } from '../visits'
import { namedRatings, namedSteps } from './named'
import type { Own } from './own'
import { SitePage, type SiteProps } from './site'
import { staffAt } from './store-site'

type C = Context<AppEnv>

const NOTICES: Record<string, Key> = {
  norm: 'norm.saved',
  isolation: 'norm.isolation_saved',
  contractor: 'norm.contractor_saved',
  stage: 'phase.asked',
}

interface Shown {
  refused?: SiteProps['refused']
  warning?: string
  status?: 200 | 409 | 422
}

export async function showSite(c: C, own: Own, shown: Shown = {}): Promise<Response> {
  const { db, ui, random } = c.var
  const { place, book } = own
  const done = NOTICES[c.req.query('done') ?? '']
  const text = shown.warning ?? (done ? ui.t(done) : null)
  return html(
    c,
    <SitePage
      ui={{ ...ui, here: `/keep/${place.code}/norm` }}
      book={book}
      place={place}
      builder={await builderOf(c.env.FIELD_KEY, place)}
      staff={await staffAt(db, place.id)}
      ratings={await namedRatings(c, place.id)}
      steps={await namedSteps(c, place.id)}
      formKey={newKey(ui.now, random)}
      refused={shown.refused ?? null}
      notice={text ? { text, good: !shown.warning } : null}
    >
      <StaffNav ui={ui} place={place} keeper current="today" />
    </SitePage>,
    shown.status ?? (shown.refused ? 422 : 200),
  )
}
