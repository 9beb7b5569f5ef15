// The clerk's 9:50 report: the morning's measuring fills it in, two things are asked, a slip is corrected with
// its trace, and the office reads all of it.
import { describe, expect, test } from 'vitest'
import { employ } from '../support/employ'
import { ownPlace } from '../support/own-place'
import { openPhone, signIn } from '../support/page'
import { close, LONG_WAYS, looked, say, words } from '../support/story'
import { rowsOf } from '../support/town-file'

/** People who have worked there for long. */
const crew = async (place: { id: number }): Promise<number[]> => {
  const ids = [0, 1, 2].map((n) => 910_000 + place.id * 10 + n)
  const names = ['仝卫东', '鄢秀英', '芮海涛']
  await employ(
    ids.map((id, n) => ({ id, name: names[n] ?? '', job: '工人', shown: false })),
    place.id,
  )
  return ids
}

describe.each(LONG_WAYS)('in $lang, script $script', (way) => {
  test('the clerk’s 9:50 report', async () => {
    const place = await ownPlace('enterprise', '桑园机械厂')
    const ids = await crew(place)
    const path = `/keep/${place.code}/report`
    const send = `form[action="${path}"]:has([name=masks]) button`
    const [clerk, office] = [await openPhone(way), await openPhone(way)]
    await signIn(clerk, place.account)
    await signIn(office, 'admin')

    // Nobody is measured yet: the report says so and leads there; then it knows who came.
    await clerk.goto(path)
    await looked(clerk, way, 'report-unmeasured')
    await clerk.click('main .ask a[href$="/staff-check"]')
    await clerk.waitForURL('**/staff-check')
    await clerk.goto(`/keep/${place.code}/staff-check?shift=am`)
    for (const id of ids) await clerk.fill(`[name=t${id}]`, '36.4')
    await clerk.click('form.measure button')
    await clerk.waitForURL(/notice=done/)
    await clerk.goto(path)
    const present = clerk.locator('.sumy > div', { hasText: say(way, '今日到岗', 'Came today') })
    expect(await present.locator('b').textContent()).toContain('3')
    await looked(clerk, way, 'report-known')

    // Two things are asked; one mistyped is said at its field and sends nothing.
    await clerk.fill('[name=masks]', '五天')
    await clerk.fill('[name=needs]', '还差口罩 200 只')
    await clerk.click(send)
    await clerk.waitForSelector('.sum')
    await looked(clerk, way, 'report-error')
    expect(await clerk.inputValue('[name=needs]')).toBe('还差口罩 200 只')
    await clerk.fill('[name=masks]', '5')
    await clerk.click(send)
    await clerk.waitForSelector('.done')
    expect(await clerk.locator('.team').textContent()).toContain(say(way, '桑* 上报', '桑* sent'))
    await looked(clerk, way, 'report-sent')

    // The office has it, in time or late as the clock says, with what is needed.
    const [sent] = rowsOf('SELECT late, present FROM daily_reports WHERE place_id = ?', place.id)
    expect(sent?.present).toBe(3)
    await office.goto(`/office/reports?q=${place.code}`)
    const row = office.locator(`a.row[href*="${place.code}"]`)
    expect(await row.textContent()).toContain(
      sent?.late ? say(way, '迟报', 'reported late') : say(way, '已报', 'reported'),
    )
    await looked(office, way, 'report-office-list')
    await row.click()
    await office.waitForURL(`**/office/reports/${place.code}?**`)
    expect(await words(office)).toContain('还差口罩 200 只')

    // One of the three went home: corrected, with what was before and what the records say.
    await clerk.click(`text=${say(way, '更正今天的日报告', 'Correct today’s report')}`)
    await present.locator('summary').click()
    await clerk.fill('[name=present]', '2')
    await looked(clerk, way, 'report-correcting')
    await clerk.click(send)
    const trace = clerk.locator('.team small', { hasText: '3 → 2' })
    await trace.waitFor()
    await looked(clerk, way, 'report-corrected')
    await office.reload()
    const told = await words(office)
    expect(told).toContain('3 → 2')
    expect(told).toContain(say(way, '系统为 3', '3 in the records'))
    await looked(office, way, 'report-office-corrected')
    await office.goto(`/office/reports?q=${place.code}`)
    expect(await row.textContent()).toContain(say(way, '有更正', 'corrected'))
    await close(clerk, office)
  })
})
