export const FILE_KINDS = ['jpeg', 'png', 'webp', 'pdf'] as const
