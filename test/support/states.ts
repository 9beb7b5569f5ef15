// The pages that only doing something shows: a refused form, a result, a receipt, an entry.
import type { Page } from 'playwright-core'
import { age, shownVisit, sql } from './aging'
import { employ } from './employ'
import { town } from './page'
import { checkIn, fillIn, openEntry, somebody } from './story'

export type Look = (page: Page, what: string) => Promise<void>

/** Walks a visitor's phone through every state of door, result and receipt. */
export async function visitorStates(phone: Page, look: Look): Promise<void> {
  const { placeCode } = town()
  await phone.goto(`/p/${placeCode}`)
  await fillIn(phone, { name: '', phone: '12', temperature: '3.65' })
  await look(phone, 'a refused form')
  await checkIn(phone, placeCode, { ...somebody(), temperature: '36.6' })
  await look(phone, 'come in')
  const receipt = new URL(phone.url()).pathname
  for (const page of ['kept', 'erase']) {
    await phone.goto(`${receipt}/${page}`)
    await look(phone, page)
  }
  await phone.goto(`/p/${placeCode}`)
  await look(phone, 'a door that knows the visitor')
  await phone.goto('/visits')
  await look(phone, 'the log')
  await phone.goto(receipt)
  await phone.click('form[action$=leave] button')
  await phone.waitForSelector('body.calm')
  await look(phone, 'left')
  await checkIn(phone, placeCode, { temperature: '37.8' })
  await look(phone, 'wait')
  await age(shownVisit(phone), 5)
  await phone.reload()
  await look(phone, 'wait, and measure now')
  for (const status of ['full', 'suspended', 'known', 'closed']) {
    const [place] = await sql<{ code: string }>(
      status === 'full'
        ? "SELECT code FROM places WHERE capacity = 6 AND status = 'open'"
        : 'SELECT code FROM places WHERE status = ?',
      ...(status === 'full' ? [] : [status]),
    )
    if (!place) continue
    await phone.goto(`/p/${place.code}`)
    await look(phone, `a door that is ${status}`)
  }
}

/** Walks the keeper's phone through a worker's fever. */
export async function workerStates(keeper: Page, look: Look): Promise<void> {
  const { placeCode } = town()
  const worker = 900_001
  await employ([{ id: worker, name: '仝卫东', job: '厨师', shown: true }])
  await sql('DELETE FROM worker_temperatures WHERE worker_id = ?', worker)
  await keeper.goto(`/keep/${placeCode}/staff-check?shift=am`)
  await keeper.fill(`[name=t${worker}]`, '37.8')
  await keeper.click('form.measure button')
  await keeper.waitForURL(/notice=done/)
  await look(keeper, 'a worker who waits')
  await sql('UPDATE worker_temperatures SET at = at - 360000 WHERE worker_id = ?', worker)
  for (const typed of ['', '377']) {
    await keeper.goto(`/keep/${placeCode}/today`)
    await keeper.fill('form[action$="/measure"] input[name=temperature]', typed)
    await keeper.click('form[action$="/measure"] button')
    await keeper.waitForSelector(typed ? '.ask.no' : '.sum')
    await look(keeper, typed ? 'a worker to be reported' : 'a refused second reading')
  }
  await sql('DELETE FROM worker_temperatures WHERE worker_id = ?', worker)
}

/** Walks the keeper's phone through the entry of somebody with a fever. */
export async function staffStates(keeper: Page, visitor: Page, look: Look): Promise<void> {
  const { placeCode } = town()
  const who = somebody()
  await visitor.goto(`/p/${placeCode}?new=1`)
  await fillIn(visitor, { ...who, temperature: '37.8' })
  await visitor.waitForURL('**/visits/**')
  await openEntry(keeper, who)
  await look(keeper, 'an entry that waits')
  await age(shownVisit(visitor), 5)
  await keeper.reload()
  await keeper.fill('#f-temperature', '377')
  await keeper.click('form[action$=measure] button')
  await keeper.waitForURL(/notice=done/)
  await look(keeper, 'an entry that is stopped')
  await keeper.click('summary >> nth=1')
  await keeper.click('form[action$=void] button')
  await keeper.waitForSelector('.sum')
  await look(keeper, 'a refused voiding')
  await visitor.reload()
  await look(visitor, 'stop')
  await keeper.goto(`/keep/${placeCode}/proxy`)
  await fillIn(keeper, { name: '王秀英', temperature: '' })
  await keeper.waitForSelector('.sum')
  await look(keeper, 'a refused entry for somebody')
}
