// A photo in the form: taken once, kept on the phone, or taken again.
import type { Translate } from '../../../../i18n'

/** The round's own photo; the others bear the name of their item. */
export const DOOR = '-'

interface PhotoProps {
  t: Translate
  field: string
  error?: string | undefined
  kept: boolean
  take: (file: File | undefined) => void
  drop: () => void
}

export function Photo({ t, field, error, kept, take, drop }: PhotoProps) {
  const id = field === DOOR ? 'f-photo' : `f-photo-${field}`
  return (
    <div class={error ? 'f bad' : 'f'}>
      <label for={id}>{t(field === DOOR ? 'walk.photo' : 'walk.photo_item')}</label>
      {error ? (
        <p class="e" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {kept ? (
        <p class="yes" role="status">
          {t('walk.photo_kept')}{' '}
          <button type="button" class="mini" onClick={drop}>
            {t('walk.photo_drop')}
          </button>
        </p>
      ) : (
        <input
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          capture="environment"
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      )}
    </div>
  )
}
