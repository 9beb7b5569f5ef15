// The field for one photo or PDF. With script a big photo is made smaller before it is sent, and the
// page shows how far it got; without, it is a plain field of a multipart form.
import { islands } from '../../generated/assets'
import { translateCode } from '../../i18n'
import type { FormState } from '../../ui/field'
import type { Ui } from '../../ui/ui'
import { DEFAULT_CAP, MEGABYTE, MIME, PHOTOS } from './rules'
import type { FileKind } from './tables'
import { FILE_KINDS } from './values'

interface FileFieldProps {
  ui: Ui
  form: FormState
  name: string
  /** Read out already: a paper's name comes from the rulebook. */
  label: string
  /** Bytes. */
  cap?: number
  /** Photos only. */
  photo?: boolean
  /** Opens the camera at the back at once, where there is one. */
  capture?: boolean
}

/** Its form needs `enctype="multipart/form-data"` and an action that ends in `/files`. */
export function FileField(props: FileFieldProps) {
  const { ui, form, name, photo = false, cap = DEFAULT_CAP } = props
  const params = { mb: Math.floor(cap / MEGABYTE) }
  const id = `f-${name}`
  const error = form.errors[name]
  const kinds = photo ? PHOTOS : FILE_KINDS
  return (
    <div
      class={error ? 'f bad' : 'f'}
      data-island="upload"
      data-cap={cap}
      data-kinds={kinds.join(' ')}
      data-sending={ui.t('file.sending')}
      data-failed={ui.t('file.failed')}
      data-too-big={ui.t('file.too_big', params)}
      data-wrong-type={ui.t('file.wrong_type')}
    >
      <label for={id}>{props.label}</label>
      <small id={`${id}-hint`}>{ui.t(photo ? 'file.hint_photo' : 'file.hint', params)}</small>
      <p class="e" id={`${id}-error`} data-problem role="alert">
        {error ? translateCode(ui.t, error, params) : null}
      </p>
      <input
        id={id}
        name={name}
        type="file"
        accept={kinds.map((kind) => MIME[kind]).join(',')}
        capture={props.capture ? 'environment' : undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        aria-invalid={error ? 'true' : undefined}
      />
      <p data-progress hidden role="status">
        <progress max="100" value="0" /> <span />
      </p>
      <script type="module" src={islands.upload} />
    </div>
  )
}

interface ThumbnailProps {
  ui: Ui
  file: { id: number; kind: FileKind; bytes: number }
  /** What the picture shows, for those who do not see it. */
  alt: string
}

/** A photo as a picture, a PDF as a link; both lead to the file itself. */
export const Thumbnail = ({ ui, file, alt }: ThumbnailProps) => (
  <a href={`/files/${file.id}`}>
    {file.kind === 'pdf' ? (
      ui.t('file.open_pdf', { kb: Math.ceil(file.bytes / 1024) })
    ) : (
      <img src={`/files/${file.id}`} alt={alt} loading="lazy" width="120" height="120" />
    )}
  </a>
)
