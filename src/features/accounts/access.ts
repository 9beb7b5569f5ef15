// Every route states who may use it: `allow.everyone`, `allow.keeper`, `allow.officer('patrol')`.
// A mounted route without one of these fails test/rooms.test.ts.
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { AppEnv } from '../../env'
import type { AccountActor, OfficerRole, PlaceRole } from '../../shared/actor'
import { readPlaceCode } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { memberRole } from './store'

export type AccessHandler = MiddlewareHandler<AppEnv> & { access: string }

const named = (access: string, handler: MiddlewareHandler<AppEnv>): AccessHandler =>
  Object.assign(handler, { access })

/** A GET is sent to sign in and back; anything else is refused, so that nothing typed is lost unseen. */
function signInFirst(c: Context<AppEnv>): Response {
  if (c.req.method !== 'GET') throw problem('account.sign_in_first', 401)
  return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`, 303)
}

async function keeperOnly(
  c: Context<AppEnv>,
  next: Next,
  wanted: PlaceRole[],
): Promise<Response | undefined> {
  const { actor, db } = c.var
  if (actor.kind === 'visitor') return signInFirst(c)
  const code = readPlaceCode(c.req.param('code') ?? '')
  const role = code ? await memberRole(db, actor.id, code) : null
  if (!role || !wanted.includes(role)) throw problem('err.forbidden', 403)
  await next()
}

async function officerOnly(
  c: Context<AppEnv>,
  next: Next,
  roles: OfficerRole[],
): Promise<Response | undefined> {
  const { actor } = c.var
  if (actor.kind === 'visitor') return signInFirst(c)
  const held = actor.scopes.some((scope) => roles.length === 0 || roles.includes(scope.role))
  if (actor.kind !== 'officer' || !held) throw problem('err.forbidden', 403)
  await next()
}

export const allow = {
  /** Anybody, signed in or not. */
  everyone: named('everyone', (_c, next) => next()),
  /** Any account. */
  signedIn: named('signed in', async (c, next) =>
    c.var.actor.kind === 'visitor' ? signInFirst(c) : next(),
  ),
  /** Keeper or helper of the place in `:code`. */
  staff: named('keeper or helper of the place', (c, next) =>
    keeperOnly(c, next, ['keeper', 'helper']),
  ),
  /** Keeper of the place in `:code`. */
  keeper: named('keeper of the place', (c, next) => keeperOnly(c, next, ['keeper'])),
  /** An officer with one of the roles; without any named, every officer. Area scope is the query's to apply. */
  officer: (...roles: OfficerRole[]): AccessHandler =>
    named(`officer: ${roles.join(', ') || 'any role'}`, (c, next) => officerOnly(c, next, roles)),
}

/** The account behind a request that `allow` let through. */
export function account(c: Context<AppEnv>): AccountActor {
  const { actor } = c.var
  if (actor.kind === 'visitor') throw problem('account.sign_in_first', 401)
  return actor
}

/** The roles of the officer behind a request, for the ways a page offers. */
export const rolesOf = (c: Context<AppEnv>): OfficerRole[] =>
  account(c).scopes.map(({ role }) => role)
