// The code on the paper that leads a keeper to the answer, as a picture.
import type { Context } from 'hono'
import QRCode from 'qrcode'
import type { AppEnv } from '../../env'
import { publicOrigin } from '../../shared/origin'

export async function answerQr(c: Context<AppEnv>, code: string): Promise<string> {
  const address = `${publicOrigin(c.env, c.req.url)}/keep/${code}/orders`
  const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
