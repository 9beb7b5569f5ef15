// The QR of a door: upper case throughout, so that it fits the alphanumeric mode and 25 modules.
import QRCode from 'qrcode'

/** The address a door's QR holds, e.g. `HTTPS://YQ.EXAMPLE.CN/P/7K3M9QX`. */
export const doorAddress = (origin: string, code: string): string =>
  `${origin}/p/${code}`.toUpperCase()

/** An SVG of at most 1.5 KB for hosts up to 20 characters, with the quiet zone of 4 modules. */
export const doorQr = (origin: string, code: string): Promise<string> =>
  QRCode.toString(doorAddress(origin, code), { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
