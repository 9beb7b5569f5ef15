// The board for everybody, and the same on a wall screen.
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { placeCodeOr404 } from '../../shared/place-code'
import { problem } from '../../shared/problem'
import { fragment, html } from '../../ui/html'
import { allow } from '../accounts'
import { placeByCode } from '../places'
import { rulebookInForce } from '../rulebook'
import { BoardPage } from './board'
import { boardOf } from './public'
import { ScreenPage, ScreenPart } from './screen'

async function boardAt(c: Context<AppEnv>) {
  const { db, ui } = c.var
  const place = await placeByCode(db, placeCodeOr404(c.req.param('code') ?? ''))
  if (!place) throw problem('place.unknown', 404)
  const book = await rulebookInForce(db, ui.now)
  return { ui, book, board: await boardOf(db, c.env, { book, place, now: ui.now }) }
}

export const publicRoutes = new Hono<AppEnv>()
  .get('/p/:code/board', allow.everyone, async (c) =>
    html(c, <BoardPage {...(await boardAt(c))} />),
  )
  .get('/p/:code/screen', allow.everyone, async (c) => {
    const { ui, book, board } = await boardAt(c)
    if (c.req.query('part')) return fragment(c, <ScreenPart ui={ui} book={book} board={board} />)
    return html(
      c,
      <ScreenPage
        ui={{ ...ui, here: `/p/${board.place.code}/screen` }}
        book={book}
        board={board}
      />,
    )
  })
