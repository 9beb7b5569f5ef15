// Accidents of the officer's areas, the newest first.
import type { OfficerRole } from '../../shared/actor'
import { Button } from '../../ui/field'
import { type Notice, NoticeLine } from '../../ui/notice'
import { OfficeFrame } from '../../ui/office'
import type { Ui } from '../../ui/ui'
import type { Rulebook } from '../rulebook'
import { AccidentText, type OpenAccident } from './accident'

interface Props {
  ui: Ui
  roles: readonly OfficerRole[]
  book: Rulebook
  onlyNew: boolean
  accidents: OpenAccident[]
  more: boolean
  /** Of these the officer may say that they are read. */
  mine: ReadonlySet<number>
  notice: Notice | null
}

const HERE = '/office/reports/accidents'

export function AccidentsPage(props: Props) {
  const { ui, book, roles, onlyNew, accidents, more, mine } = props
  const { t } = ui
  const last = accidents.at(-1)
  const views = [
    [HERE, t('desk.accidents_all'), !onlyNew],
    [`${HERE}?show=new`, t('desk.accidents_new'), onlyNew],
  ] as const
  return (
    <OfficeFrame ui={ui} title={t('desk.accidents')} tab="reports" roles={roles}>
      <NoticeLine notice={props.notice} />
      <nav class="chips" aria-label={t('desk.views')}>
        {views.map(([href, text, current]) => (
          <a key={href} href={href} aria-current={current ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </nav>
      {accidents.length === 0 ? (
        <section class="card empty">
          <h2>{t('desk.no_accidents')}</h2>
          <p>{t('desk.no_accidents_text')}</p>
        </section>
      ) : null}
      {accidents.map((each) => (
        <section class="card" key={each.id}>
          <h2>
            <a href={`/office/places/${each.code}`}>{each.name}</a>
          </h2>
          <AccidentText ui={ui} book={book} accident={each} />
          {each.seenAt === null && mine.has(each.id) ? (
            <form class="screen" method="post" action={`${HERE}/${each.id}/seen`}>
              <Button class="tap">{t('desk.see')}</Button>
            </form>
          ) : null}
        </section>
      ))}
      {more && last ? (
        <p class="pager">
          <a class="tap" href={`${HERE}?${onlyNew ? 'show=new&' : ''}before=${last.id}`}>
            {t('nav.more')}
          </a>
        </p>
      ) : null}
      <p class="roles">
        <a href="/office/reports">{t('desk.back')}</a>
      </p>
    </OfficeFrame>
  )
}
