// A phone's photo made small enough for a slow line. Whoever cannot draw it sends it as it is.

const LONGEST_SIDE = 1600
const QUALITY = 0.85
/** Below this a photo is not worth the work. */
const SMALL_BYTES = 400_000

async function drawn(file: File): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const ink = canvas.getContext('2d')
  if (!ink) return file
  ink.fillStyle = '#fff'
  ink.fillRect(0, 0, canvas.width, canvas.height)
  ink.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, 'image/jpeg', QUALITY)
  })
  return blob && blob.size < file.size
    ? new File([blob], 'photo.jpg', { type: 'image/jpeg' })
    : file
}

/** The same photo, smaller where that is worth it. */
export async function smaller(file: File): Promise<File> {
  const photo = file.type.startsWith('image/') && file.size > SMALL_BYTES
  return photo ? drawn(file).catch(() => file) : file
}
