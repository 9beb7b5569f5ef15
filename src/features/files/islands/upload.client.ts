// Makes a big photo smaller before it is sent, says at once what the service would refuse, and
// shows how far the sending got. Whatever fails here, the plain form still works.
import { island, marked } from '../../../islands/dom'
import { smaller } from '../../../islands/photo'
import { kindOf } from '../rules-kind'

function put(input: HTMLInputElement, file: File): void {
  const chosen = new DataTransfer()
  chosen.items.add(file)
  input.files = chosen.files
}

/** What the service would say to this file; empty when it would take it. */
async function refusal(root: HTMLElement, file: File): Promise<string> {
  const { cap, kinds = '', tooBig = '', wrongType = '' } = root.dataset
  const kind = kindOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  if (!kind || !kinds.split(' ').includes(kind)) return wrongType
  return file.size > Number(cap) ? tooBig : ''
}

interface Shown {
  line: HTMLElement
  bar: HTMLProgressElement
  text: HTMLElement
}

/** Sends the form, then goes where the answer leads. */
function send(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  shown: Shown,
): Promise<boolean> {
  const body = new FormData(form)
  if (submitter instanceof HTMLButtonElement && submitter.name)
    body.append(submitter.name, submitter.value)
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      shown.bar.value = total ? Math.round((100 * loaded) / total) : 0
    })
    request.addEventListener('error', () => done(false))
    request.addEventListener('load', () => {
      if (request.status >= 400) return form.submit()
      location.assign(request.responseURL)
    })
    request.send(body)
  })
}

island('upload', (root) => {
  const input = root.querySelector<HTMLInputElement>('input[type=file]')
  const problem = marked(root, 'problem')
  const line = marked(root, 'progress')
  const bar = line?.querySelector('progress')
  const text = line?.querySelector('span')
  const form = input?.form
  if (!input || !problem || !line || !bar || !text || !form) return
  let ready = Promise.resolve()

  const prepare = async () => {
    const file = input.files?.[0]
    if (!file) return
    const chosen = await smaller(file)
    if (chosen !== file) put(input, chosen)
    problem.textContent = await refusal(root, chosen)
  }
  input.addEventListener('change', () => {
    problem.textContent = ''
    ready = prepare()
  })

  form.addEventListener('submit', async (event) => {
    if (event.defaultPrevented || !input.files?.length) return
    event.preventDefault()
    await ready
    if (problem.textContent) return input.focus()
    text.textContent = root.dataset.sending ?? ''
    line.hidden = false
    if (await send(form, event.submitter, { line, bar, text })) return
    line.hidden = true
    problem.textContent = root.dataset.failed ?? ''
  })
})
