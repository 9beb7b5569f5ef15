// A request for help as a keeper sends it, and the steps of the office.
import { expect } from 'vitest'
import { newKey, systemRandom } from '../../src/shared/ids'
import type { OwnPhone } from './people'
import { clock, one } from './town'

export const helpForm = (change: Record<string, string> = {}): Record<string, string> => ({
  key: newKey(clock.now, systemRandom),
  category: 'supplies',
  text: '口罩只够 2 天',
  quantity: '2000 只',
  needed: '',
  ...change,
})

export interface HelpRow {
  year: number
  seq: number
  state: string
  version: number
  unit: string
  answer_by: number
  taken_by: number | null
  reopens: number
}

/** The request behind `2020-12`. */
export const helpRow = (number: string): Promise<HelpRow | null> =>
  one<HelpRow>(
    "SELECT * FROM help_requests WHERE year || '-' || seq = ?",
    number.replace(/^.*\//, ''),
  )

/** Asks as a keeper; answers the number, `2020-12`. */
export async function asked(
  keeper: OwnPhone,
  place: { code: string },
  change: Record<string, string> = {},
): Promise<string> {
  const form = helpForm(change)
  const sent = await keeper.post(`/keep/${place.code}/help`, form)
  expect(sent.status).toBe(303)
  const row = await one<HelpRow>('SELECT year, seq FROM help_requests WHERE key = ?', form.key)
  return `${row?.year}-${row?.seq}`
}

/** One step, by default on the version that stands. */
export async function helpStep(
  phone: OwnPhone,
  path: string,
  act: string,
  typed: Record<string, string> = {},
): Promise<Response> {
  const number = /(\d{4}-\d+)/.exec(path)?.[1] ?? ''
  const version = String((await helpRow(number))?.version ?? 0)
  const form = { version, ...typed }
  if (act !== 'answer') return phone.post(`${path}/${act}`, form)
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...form })) body.append(name, value)
  body.append('file', new File([], ''))
  return phone.postForm(`${path}/answer/files`, body)
}
