// Registered workers by area: counts only, never a name.
import { grouped } from '../../i18n/format'
import { Share } from '../../ui/chart'
import { Page } from '../../ui/page'
import type { Ui } from '../../ui/ui'
import type { ListedArea } from '../places'
import { AsOf } from './pages'
import { type AreaPosts, allPosts } from './rules'

interface WorkersProps {
  ui: Ui
  /** Distinct people. */
  workers: number
  areas: ListedArea[]
  /** Of each area with all below it. */
  posts: ReadonlyMap<number, AreaPosts>
}

const KINDS = ['shop', 'enterprise', 'site'] as const

export function WorkersPage({ ui, workers, areas, posts }: WorkersProps) {
  const { t } = ui
  const of = (area: ListedArea): AreaPosts =>
    posts.get(area.id) ?? { shop: 0, enterprise: 0, site: 0 }
  const total = areas[0] ? allPosts(of(areas[0])) : 0
  const villages = areas.filter(({ level }) => level === 'village')
  const most = Math.max(0, ...villages.map((area) => allPosts(of(area))))
  return (
    <Page ui={ui} title={t('progress.by_area_title')}>
      <h1>{t('progress.by_area_title')}</h1>
      <AsOf ui={ui} />
      <section class="card figure">
        <p class="much">
          <b>{grouped(workers)}</b>
          <span>{t('progress.people')}</span>
        </p>
        <p class="note">
          {t('progress.posts_note', { posts: grouped(total), workers: grouped(workers) })}
        </p>
      </section>
      {areas
        .filter(({ level }) => level === 'district')
        .map((district) => (
          <section class="card figure" key={district.id}>
            <h2 class="split">
              {ui.lang === 'zh' ? district.name : district.nameEn}
              <small>{grouped(allPosts(of(district)))}</small>
            </h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('progress.village')}</th>
                  <th scope="col">{t('progress.posts')}</th>
                </tr>
              </thead>
              <tbody>
                {villages
                  .filter((village) => village.path.startsWith(district.path))
                  .map((village) => (
                    <Village
                      key={village.id}
                      ui={ui}
                      area={village}
                      posts={of(village)}
                      most={most}
                    />
                  ))}
              </tbody>
            </table>
          </section>
        ))}
      <a class="second" href="/progress">
        {t('progress.back')}
      </a>
    </Page>
  )
}

function Village(props: { ui: Ui; area: ListedArea; posts: AreaPosts; most: number }) {
  const { ui, area, posts } = props
  const parts = KINDS.filter((kind) => posts[kind] > 0).map(
    (kind) => `${ui.t(`kind.${kind}`)} ${grouped(posts[kind])}`,
  )
  return (
    <tr>
      <th scope="row">
        <a href={`/places?area=${area.id}`}>{ui.lang === 'zh' ? area.name : area.nameEn}</a>
        <small>{parts.join(' · ')}</small>
        <Share value={allPosts(posts)} most={props.most} />
      </th>
      <td>{grouped(allPosts(posts))}</td>
    </tr>
  )
}
