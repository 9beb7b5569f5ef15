// Stories can make time pass while the town is being served.
import { expect, test } from 'vitest'
import { age, shownVisit } from '../support/aging'
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

  const ref = shownVisit(phone)
  await age(ref, 5)
  await phone.reload()

  expect(await phone.textContent('main')).toContain('现在可以再测')
  await expect(age(ref.replace(placeCode, '0000000'), 5)).rejects.toThrow('has no visit')
  await phone.context().close()
})
