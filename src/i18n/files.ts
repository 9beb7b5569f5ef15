// Words of fields that take a photo or a PDF.

export const zh = {
  'file.empty': '请选择文件；选的文件不能是空的',
  'file.too_big': '文件太大，最多 {mb} MB。照片可以重新拍，或者调低像素',
  'file.too_big_text': '请返回，换一个小一些的文件。',
  'file.wrong_type': '这个文件打不开：请用照片（JPG、PNG、WebP）或 PDF',
  'file.unknown': '没有找到这个文件',
  'file.unknown_text': '它可能已被删除，或者不归您的账号查看。',
  'file.hint': '照片或 PDF，最多 {mb} MB；照片里的位置等信息会自动去掉',
  'file.hint_photo': '照片，最多 {mb} MB；照片里的位置等信息会自动去掉',
  'file.sending': '正在上传，请不要关闭',
  'file.failed': '没有传上去。请检查网络，再按一次',
  'file.open_pdf': '打开 PDF（{kb} KB）',
} as const

export const en = {
  'file.empty': 'Choose a file; it must not be empty',
  'file.too_big': 'Too large, at most {mb} MB. Take the photo again or with fewer pixels',
  'file.too_big_text': 'Please go back and choose a smaller one.',
  'file.wrong_type': 'This cannot be opened: use a photo (JPG, PNG, WebP) or a PDF',
  'file.unknown': 'File not found',
  'file.unknown_text': 'It may have been deleted, or your account may not see it.',
  'file.hint': 'Photo or PDF, at most {mb} MB; the place it was taken and the like are removed',
  'file.hint_photo': 'Photo, at most {mb} MB; the place it was taken and the like are removed',
  'file.sending': 'Sending; keep this page open',
  'file.failed': 'Not sent. Check the connection and press again',
  'file.open_pdf': 'Open PDF ({kb} KB)',
} satisfies Record<keyof typeof zh, string>
