// A keeper who comes by oneself: a new number gets an account, a known one signs in by its PIN.
import type { Context } from 'hono'
import type { AppEnv } from '../../env'
import { randomSymbols } from '../../shared/crockford'
import { decryptField } from '../../shared/fields'
import { newRowId } from '../../shared/ids'
import { readCookie } from './cookie'
import { verifyPassword } from './password'
import { registrationsClosed, storedPerson, writeKeeper } from './register-store'
import { accountField, accountRow, phoneIndexOf } from './seed'
import { deviceTokenFor, keepTokens, knownDevice } from './sign-in'
import { credentialsOf, recordRefusal, recordSignIn } from './sign-in-store'
import { hashToken, newToken } from './store'

type C = Context<AppEnv>

export interface Person {
  name: string
  phone: string
  pin: string
}

export type Registered = 'signed in' | 'wrong pin' | 'refused' | 'closed'

/** Signs in, with a new account if the number has none. `refused`: it was switched off. */
export async function registerKeeper(c: C, person: Person): Promise<Registered> {
  const { db, ui } = c.var
  const phoneIndex = await phoneIndexOf(c.env.INDEX_KEY, person.phone)
  // A second round only when the number got its account between the look-up and the batch.
  for (let round = 0; round < 2; round++) {
    const known = await credentialsOf(db, '', phoneIndex)
    if (known) {
      if (!(await verifyPassword(c.env.PEPPER, person.pin, known.passwordHash))) {
        await recordRefusal(db, known.id, ui.now)
        return 'wrong pin'
      }
      const device = deviceTokenFor(c, known.id, await knownDevice(c))
      const tokens = { session: newToken(c.var.random), old: readCookie(c, 'session'), device }
      await recordSignIn(db, known, tokens, ui.now)
      keepTokens(c, known.kind, tokens)
      return 'signed in'
    }
    if (await registrationsClosed(db, ui.now)) return 'closed'
    if (await makeAccount(c, person)) return 'signed in'
  }
  return 'refused'
}

async function makeAccount(c: C, person: Person): Promise<boolean> {
  const { db, ui, random } = c.var
  const id = newRowId(random)
  const row = await accountRow(
    {
      id,
      kind: 'keeper',
      name: `keeper-${randomSymbols(10, random)}`,
      displayName: person.name,
      phone: person.phone,
      password: person.pin,
    },
    c.env,
    ui.now,
    random,
  )
  const session = newToken(random)
  const device = newToken(random)
  const made = await writeKeeper(
    db,
    {
      row,
      sessionHash: await hashToken(session),
      deviceHash: await hashToken(device),
      oldSessionHash: await hashToken(readCookie(c, 'session') ?? ''),
    },
    ui.now,
  )
  if (made) keepTokens(c, 'keeper', { session, device })
  return made
}

/** Name and phone of an account, for the place it registers; the phone is null where none is kept. */
export async function personOf(
  c: C,
  accountId: number,
): Promise<{ name: string; phone: string | null }> {
  const stored = await storedPerson(c.var.db, accountId)
  const open = (column: 'display_name' | 'phone', sealed: string | null | undefined) =>
    sealed ? decryptField(c.env.FIELD_KEY, accountField(column, accountId), sealed) : null
  return {
    name: (await open('display_name', stored?.name)) ?? '—',
    phone: await open('phone', stored?.phone),
  }
}
