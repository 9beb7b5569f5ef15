// Stories can make time pass while the town is being served.
import { expect, test } from 'vitest'
import { age, sql } from '../support/aging'
import { openPhone, town } from '../support/page'

test('five minutes after a fever the page says that it is time to measure again', async () => {
  const { placeCode } = town()
  const phone = await openPhone({ script: false })
  await phone.goto(`/p/${placeCode}`)
  await phone.fill('[name=name]', '王小明')
  await phone.fill('[name=phone]', '13900005678')
  await phone.fill('[name=temperature]', '37.6')
  await phone.click('form[method=post] button')
  await expect(phone.textContent('main')).resolves.not.toContain('现在可以再测')

  await age(placeCode, 5)
  await phone.reload()

  expect(await phone.textContent('main')).toContain('现在可以再测')
  const [row] = await sql<{ n: number }>(
    "SELECT COUNT(*) AS n FROM visits WHERE surname = '王' AND place_id = (SELECT id FROM places WHERE code = ?)",
    placeCode,
  )
  expect(row?.n).toBe(1)
  await phone.context().close()
})
