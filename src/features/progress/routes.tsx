import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { html } from '../../ui/html'
import { allow } from '../accounts'
import { listAreas } from '../places'
import { ProgressPage } from './pages'
import { postsBelow } from './rules'
import { readPosts, readProgress } from './store'
import { WorkersPage } from './workers'

export const progressRoutes = new Hono<AppEnv>()
  .get('/progress', allow.everyone, async (c) => {
    const { db, ui } = c.var
    return html(c, <ProgressPage ui={ui} {...(await readProgress(db, ui.now))} />)
  })
  .get('/progress/workers', allow.everyone, async (c) => {
    const { db, ui } = c.var
    const [{ workers, posts }, areas] = await Promise.all([readPosts(db), listAreas(db)])
    const below = postsBelow(posts, areas)
    return html(c, <WorkersPage ui={ui} workers={workers} areas={areas} posts={below} />)
  })
