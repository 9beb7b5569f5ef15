// The form of one round in the page: kept as it is typed, judged here, and put among what waits.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Translate } from '../../../../i18n'
import type { ChangedFiles, NewSending } from '../../../../islands/outbox'
import type { Sending } from '../../../../islands/outbox-rules'
import { smaller } from '../../../../islands/photo'
import { HOUR } from '../../../../shared/clock'
import { newKey, systemRandom } from '../../../../shared/ids'
import { judgeRound } from '../../form'
import type { PhoneDay, PhonePlace } from '../../rules-phone'
import { RoundForm } from '../round-form'
import type { Draft, Kept } from './kept'
import { DOOR, Photo } from './photo'
import { errorText } from './words'

const KEPT_FOR = 12 * HOUR
const PAUSE_MS = 300

interface FormProps {
  t: Translate
  kept: Kept
  day: PhoneDay
  place: PhonePlace
  /** The round that was sent back and is corrected here. */
  refused: Sending | null
  /** The round is among what waits. */
  done: (key: string) => void
}

const textsIn = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )

/** Nothing is drawn before what was typed last time is there. */
export function Form(props: FormProps) {
  const { kept, place, refused } = props
  const id = refused?.key ?? place.code
  const [draft, start] = useState<Draft | null>(null)
  useEffect(() => {
    void kept.draft(id).then((old) => {
      const fresh = old && old.madeAt > Date.now() - KEPT_FOR ? old : null
      const key = refused?.key ?? newKey(Date.now(), systemRandom)
      start(
        fresh ?? {
          key,
          madeAt: Date.now(),
          values: refused?.fields ?? {},
          photos: refused?.files.photo ? { [DOOR]: refused.files.photo.type } : {},
          photoChanged: false,
        },
      )
    })
  }, [id])
  return draft ? <Typed {...props} id={id} draft={draft} /> : null
}

function Typed(props: FormProps & { id: string; draft: Draft }) {
  const { t, kept, day, place, refused, id, done } = props
  const draft = useRef(props.draft)
  const timer = useRef(0)
  const over = useRef(false)
  const [photos, show] = useState(draft.current.photos)
  const [errors, blame] = useState<Record<string, string>>(refused?.problem?.errors ?? {})
  const [full, fill] = useState(false)
  const items = day.lists[place.list] ?? []
  const deadlines = day.deadlines.filter(({ dueAt }) => dueAt > kept.now())

  const keep = () => {
    clearTimeout(timer.current)
    timer.current = 0
    void kept.keepDraft(id, draft.current).catch(() => fill(true))
  }
  const type = (form: HTMLFormElement) => {
    draft.current = { ...draft.current, values: textsIn(form) }
    clearTimeout(timer.current)
    timer.current = window.setTimeout(keep, PAUSE_MS)
  }
  useEffect(() => {
    const leave = () => {
      if (timer.current && !over.current) keep()
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  async function take(field: string, file: File | undefined): Promise<void> {
    if (!file) return
    try {
      const small = await smaller(file)
      await kept.keepPhoto(id, field, new Uint8Array(await small.arrayBuffer()))
      changePhoto(field, small.type || 'image/jpeg')
    } catch {
      fill(true)
    }
  }

  function changePhoto(field: string, type: string | null): void {
    const { [field]: _, ...others } = draft.current.photos
    const photos = type === null ? others : { ...others, [field]: type }
    const photoChanged = draft.current.photoChanged || field === DOOR
    draft.current = { ...draft.current, photos, photoChanged }
    show(photos)
    keep()
  }

  async function fileOf(field: string): Promise<ChangedFiles> {
    const type = draft.current.photos[field]
    const bytes = type && (await kept.photo(id, field))
    return { photo: bytes ? { type, bytes } : null }
  }

  /** One more sending for each item that was found wrong and has a photo; they follow the round. */
  async function photosOf(round: NewSending): Promise<NewSending[]> {
    const found = items.filter((item) => (round.fields[`i_${item.id}`] ?? 'pass') !== 'pass')
    const all = await Promise.all(
      found.map(async (item): Promise<NewSending[]> => {
        const { photo } = await fileOf(item.id)
        const key = newKey(Date.now(), systemRandom)
        return photo
          ? [
              {
                key,
                after: round.key,
                url: `/office/patrols/rounds/${round.key}/photos/files`,
                label: `${place.name} · ${item.text}`,
                fields: { key, item: item.id },
                files: { photo },
                madeAt: round.madeAt,
              },
            ]
          : []
      }),
    )
    return all.flat()
  }

  async function send(form: HTMLFormElement): Promise<void> {
    if (over.current) return
    const { key, photos, photoChanged } = draft.current
    // A round keeps the time it was made at, however often it is corrected.
    const { phone_at = '', offset = '' } = refused?.fields ?? kept.stamp()
    const fields = { ...textsIn(form), key, phone_at, offset }
    const judged = judgeRound(fields, {
      items: items.map((each) => each.id),
      rounds: day.rounds,
      deadlines,
      plausible: day.plausible,
      now: kept.now(),
      photo: photos[DOOR] !== undefined,
    })
    if (!judged.ok) return blame(judged.errors)
    over.current = true
    try {
      const files = photoChanged ? await fileOf(DOOR) : {}
      const round = sendingOf(fields, files)
      if (refused) await kept.fix(key, fields, files)
      else await kept.add([round, ...(await photosOf(round))], id)
      done(key)
    } catch {
      over.current = false
      fill(true)
    }
  }

  const sendingOf = (fields: NewSending['fields'], { photo }: ChangedFiles): NewSending => ({
    key: draft.current.key,
    url: '/office/patrols/rounds/files',
    label: place.name,
    fields,
    files: photo ? { photo } : {},
    madeAt: Date.now(),
  })

  const photoField = (field: string, error?: string) => (
    <Photo
      t={t}
      field={field}
      error={error}
      kept={photos[field] !== undefined}
      take={(file) => void take(field, file)}
      drop={() => changePhoto(field, null)}
    />
  )

  return (
    <div
      onInput={(event) => {
        if (event.target instanceof HTMLElement) {
          const form = event.target.closest('form')
          if (form) type(form)
        }
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (event.target instanceof HTMLFormElement) void send(event.target)
      }}
    >
      {full ? (
        <p class="sum" role="alert">
          {t('walk.full')}
        </p>
      ) : null}
      {refused?.problem && Object.keys(errors).length === 0 ? (
        <p class="sum" role="alert">
          {refused.problem.message}
        </p>
      ) : null}
      <RoundForm
        t={t}
        data={{
          key: draft.current.key,
          place,
          target: place.target,
          items,
          spot: place.spot,
          deadlines,
          values: draft.current.values,
          errors: mapped(errors, errorText(day.texts)),
        }}
        photo={photoField(DOOR, errors.photo && errorText(day.texts)(errors.photo))}
        {...(refused ? {} : { photoOf: (item: string) => photoField(item) })}
      />
    </div>
  )
}

const mapped = (
  errors: Record<string, string>,
  text: (error: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, text(error)]))
