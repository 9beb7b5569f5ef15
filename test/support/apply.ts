// A keeper on the way to an opening; a test states only what matters.
import { dayOf, isoDay } from '../../src/shared/clock'
import { newKey, systemRandom } from '../../src/shared/ids'
import { PLAIN } from './photos'
import { clock, one, Phone } from './town'

export const freshKey = (): string => newKey(clock.now, systemRandom)

let lastNumber = 0
const newNumber = (): string => `1370000${String(++lastNumber).padStart(4, '0')}`

export const OWNER_PIN = '739154'

/** Somebody who has just made an account at /apply. */
export class Applicant extends Phone {
  readonly number = newNumber()

  signUp(change: Record<string, string> = {}): Promise<Response> {
    const form = { name: '马长顺', phone: this.number, pin: OWNER_PIN, pin2: OWNER_PIN, ...change }
    return this.post('/apply', form)
  }

  registering(change: Record<string, string> = {}): Record<string, string> {
    return {
      key: freshKey(),
      kind: 'shop',
      name: `面馆${lastNumber}`,
      trade: 'catering',
      area: '3',
      address: '汝南路 12 号',
      opens: '8:00',
      closes: '20:00',
      capacity: '',
      ...change,
    }
  }

  register(change: Record<string, string> = {}): Promise<Response> {
    return this.post('/apply/place', this.registering(change))
  }
}

/** A new keeper with a shop whose application has begun. */
export async function applicant(
  change: Record<string, string> = {},
): Promise<{ phone: Applicant; code: string }> {
  const phone = new Applicant()
  await phone.signUp()
  const made = await phone.register(change)
  const code = /\/(?:apply|keep)\/([0-9A-Z]{7})/.exec(made.headers.get('location') ?? '')?.[1] ?? ''
  return { phone, code }
}

export interface StoredApplication {
  id: number
  number: string
  state: string
  version: number
  place_id: number
  answers: string
  self_check: string
  papers: string
  answer_by: number | null
  department: string
}

export const applicationOf = (code: string): Promise<StoredApplication | null> =>
  one<StoredApplication>(
    `SELECT a.* FROM applications a JOIN places p ON p.id = a.place_id WHERE p.code = ?
     ORDER BY a.created_at DESC, a.id DESC LIMIT 1`,
    code,
  )

export const statusOf = async (code: string): Promise<string | undefined> =>
  (await one<{ status: string }>('SELECT status FROM places WHERE code = ?', code))?.status

/** A hidden field of a page. */
export const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

export const textOf = async (response: Response | Promise<Response>): Promise<string> =>
  (await response).text()

export const SHOP_FILING: Record<string, string> = {
  q_staff: '5',
  q_outside: '1',
  q_lives_in: 'no',
  q_needs: '',
  credit: '',
  outside_number: '',
  outside_on: '',
}
export const soon = (days = 2): string => isoDay(dayOf(clock.now) + days)

/** Sends a step of the form as its page shows it. */
export async function fill(
  phone: Phone,
  code: string,
  step: 'filing' | 'self-check',
  values: Record<string, string>,
): Promise<Response> {
  const page = await textOf(phone.get(`/apply/${code}/${step}`))
  return phone.post(`/apply/${code}/${step}`, { ...values, seen: hidden(page, 'seen') })
}

export function photo(key: string, paper = 'staff_list', bytes = PLAIN.jpeg): FormData {
  const form = new FormData()
  form.append('key', key)
  form.append(paper, new File([bytes], 'IMG_1.jpg'))
  return form
}

export const sendPaper = (
  phone: Phone,
  code: string,
  form = photo(freshKey()),
): Promise<Response> => phone.postForm(`/apply/${code}/papers/staff_list/files`, form)

/** Signs the place pledge, as its pages lead. */
export async function signPledge(phone: Phone, code: string): Promise<Response> {
  const base = `/keep/${code}/pledge`
  await phone.post(`${base}/heads`, { answer: '5' })
  const page = await textOf(phone.get(`${base}/check`))
  return phone.post(`${base}/check`, {
    key: hidden(page, 'key'),
    book: hidden(page, 'book'),
    signed_name: '马长顺',
  })
}

/** Everything but handing it in. */
export async function fillAll(phone: Phone, code: string): Promise<void> {
  await fill(phone, code, 'filing', { ...SHOP_FILING, q_open_on: soon() })
  await sendPaper(phone, code)
  await fill(phone, code, 'self-check', { c_gate: 'pass', c_tables: 'fail' })
  await signPledge(phone, code)
}

export async function handIn(
  phone: Phone,
  code: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const page = await textOf(phone.get(`/apply/${code}/check`))
  return phone.post(`/apply/${code}/check`, {
    key: hidden(page, 'key'),
    version: hidden(page, 'version'),
    ...more,
  })
}

/** A keeper whose application is with the office. */
export async function applied(change: Record<string, string> = {}) {
  const one = await applicant(change)
  await fillAll(one.phone, one.code)
  await handIn(one.phone, one.code)
  return one
}
