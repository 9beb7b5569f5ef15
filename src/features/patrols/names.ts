// Names of accounts, opened once for a page.
import { maskName } from '../../shared/text'
import { openName } from '../accounts'

interface SealedName {
  id: number
  name: string
}

/** Accounts by name; a dash for one that is gone. */
export async function nameBook(
  fieldKey: string,
  names: readonly SealedName[],
): Promise<(id: number | null) => string> {
  const opened = new Map(
    await Promise.all(
      names.map(async ({ id, name }) => [id, await openName(fieldKey, id, name)] as const),
    ),
  )
  return (id) => (id === null ? '' : (opened.get(id) ?? '—'))
}

/** The same, masked: 王* */
export async function maskedNames(
  fieldKey: string,
  names: readonly SealedName[],
): Promise<(id: number | null) => string> {
  const name = await nameBook(fieldKey, names)
  return (id) => {
    const open = name(id)
    return open === '' || open === '—' ? open : maskName(open)
  }
}
