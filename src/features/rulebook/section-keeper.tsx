// The rules of those who keep a place open: duties, checklists, pledges, the handbook.
import { Card, KINDS, KindLinks, Pairs, Rules, type SectionProps, Source } from './parts'
import { PolicyCards, SurveyCard } from './section-returns'
import { dateText } from './words'

type Duty = SectionProps['book']['duties']['shop'][number]

/** What is done each day and by when. */
export function DutyLines({ ui, book, duties }: SectionProps & { duties: readonly Duty[] }) {
  const { t } = ui
  return (
    <ul class="lines">
      {duties.map((duty) => (
        <li key={duty.id}>
          <div class="ends">
            <b>{duty.name[ui.lang]}</b>
            <span>{t('rules.duties.by', { times: duty.times.join(t('rules.comma')) })}</span>
          </div>
          <Source
            ui={ui}
            book={book}
            source={duty.source}
            also={[
              t(`rules.block.${duty.block}`),
              t('rules.duties.stale', { n: duty.staleAfterHours }),
              ...(duty.when === 'watch' ? [t('rules.duties.watch')] : []),
            ]}
          />
        </li>
      ))}
    </ul>
  )
}

export function DutiesSection({ ui, book }: SectionProps) {
  const { t } = ui
  return (
    <>
      <p class="note">{t('rules.duties.lead')}</p>
      <KindLinks ui={ui} />
      {KINDS.map((kind) => (
        <Card key={kind} id={kind} title={t(`rules.kind_${kind}`)}>
          <DutyLines ui={ui} book={book} duties={book.duties[kind]} />
        </Card>
      ))}
      <DisinfectionCard ui={ui} book={book} />
      <SuppliesCard ui={ui} book={book} />
    </>
  )
}

type Choice = SectionProps['book']['disinfection']['where'][number]

/** Where and with what; an agent that is not for every kind of place says for which. */
function DisinfectionCard({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const { where, agents, source } = book.disinfection
  const list = (words: string[]) => words.join(t('rules.comma'))
  const names = (choices: readonly Choice[]) => list(choices.map((each) => each.name[lang]))
  const agentName = ({ name, kinds }: Choice): string =>
    KINDS.every((kind) => kinds.includes(kind))
      ? name[lang]
      : t('rules.duties.for', {
          name: name[lang],
          kinds: list(kinds.map((kind) => t(`rules.kind_${kind}`))),
        })
  return (
    <Card title={t('rules.duties.disinfection')}>
      <Pairs
        rows={[
          ...KINDS.map(
            (kind) =>
              [
                t(`rules.kind_${kind}`),
                names(where.filter((each) => each.kinds.includes(kind))),
              ] as const,
          ),
          [t('rules.duties.agents'), list(agents.map(agentName))],
        ]}
      />
      <Source ui={ui} book={book} source={source} />
    </Card>
  )
}

function SuppliesCard({ ui, book }: SectionProps) {
  const { t, lang } = ui
  return (
    <Card title={t('rules.duties.supplies')}>
      <Pairs
        rows={book.supplies.items.map(({ name, unit, used }) => [
          name[lang],
          t(used ? 'rules.duties.used' : 'rules.duties.counted', { unit: unit[lang] }),
        ])}
      />
      <Source ui={ui} book={book} source={book.supplies.source} />
    </Card>
  )
}

type Item = SectionProps['book']['checklists']['shop'][number]

export function ChecklistsSection({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const departments = new Map(book.departments.map((each) => [each.id, each.name[lang]]))
  const trades = new Map(book.trades.map((each) => [each.id, each.name[lang]]))
  const also = (item: Item): string[] => {
    const only = item.trades.map((each) => trades.get(each) ?? each).join(t('rules.comma'))
    const department = departments.get(item.department) ?? item.department
    return only ? [t('rules.checklists.only', { trades: only }), department] : [department]
  }
  return (
    <>
      <p class="note">{t('rules.checklists.lead')}</p>
      <KindLinks ui={ui} />
      {KINDS.map((kind) => (
        <Card key={kind} id={kind} title={t(`rules.kind_${kind}`)}>
          {byAspect(book.checklists[kind]).map(([aspect, items]) => (
            <div key={aspect.zh}>
              <h3>{aspect[lang]}</h3>
              <Rules
                ui={ui}
                book={book}
                rules={items.map((item) => ({ ...item, also: also(item) }))}
              />
            </div>
          ))}
        </Card>
      ))}
    </>
  )
}

/** Items under the aspect they belong to, in the order aspects first appear. */
export function byAspect(items: readonly Item[]): [Item['aspect'], Item[]][] {
  const groups = new Map<string, [Item['aspect'], Item[]]>()
  for (const item of items) {
    const group = groups.get(item.aspect.zh) ?? [item.aspect, []]
    group[1].push(item)
    groups.set(item.aspect.zh, group)
  }
  return [...groups.values()]
}

export function PledgesSection({ ui, book }: SectionProps) {
  const { t, lang } = ui
  const { personal, place } = book.pledges
  const texts = [
    ['personal', personal],
    ...KINDS.map((kind) => [kind, place[kind]] as const),
  ] as const
  return (
    <>
      <p class="note">{t('rules.pledges.lead')}</p>
      <KindLinks ui={ui} first={['personal', t('rules.pledges.personal')]} />
      {texts.map(([id, text]) => (
        <Card
          key={id}
          id={id}
          title={lang === 'zh' ? `《${text.title.zh}》` : text.title.en}
          aside={t('rules.pledges.meta', { n: text.version, date: dateText(lang, text.from) })}
        >
          <Rules ui={ui} book={book} rules={text.clauses} numbered />
          {text.questions.length > 0 ? (
            <>
              <h3>{t('rules.pledges.questions')}</h3>
              <Rules ui={ui} book={book} rules={text.questions} />
            </>
          ) : null}
        </Card>
      ))}
    </>
  )
}

export function GuideSection({ ui, book }: SectionProps) {
  const { lang } = ui
  return (
    <>
      <a class="tap" href="/guide">
        {ui.t('guide.link')}
      </a>
      {book.guide.map((each) => (
        <Card key={each.title.zh} title={each.title[lang]}>
          <ol class="numbered">
            {each.steps.map((step) => (
              <li key={step.zh}>{step[lang]}</li>
            ))}
          </ol>
          <Source ui={ui} book={book} source={each.source} />
        </Card>
      ))}
      <PolicyCards ui={ui} book={book} />
      <SurveyCard ui={ui} book={book} />
    </>
  )
}
