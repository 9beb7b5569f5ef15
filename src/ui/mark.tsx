// The icons, drawn once: a door with a tick is the mark.

interface IconProps {
  class?: string
}

const stroke = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '2',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
  'aria-hidden': 'true',
} as const

export const Mark = (props: IconProps) => (
  <svg {...stroke} {...props}>
    <path d="M4 21V7a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v14" />
    <path d="m8.2 13.2 2.7 2.7 5-5.6" />
  </svg>
)

export const ClockIcon = (props: IconProps) => (
  <svg {...stroke} {...props}>
    <circle cx="12" cy="12" r="9.5" />
    <path d="M12 6.5V12l3.6 2.4" />
  </svg>
)

export const StopIcon = (props: IconProps) => (
  <svg {...stroke} {...props}>
    <circle cx="12" cy="12" r="9.5" />
    <path d="M6.5 12h11" />
  </svg>
)

export const ThermometerIcon = (props: IconProps) => (
  <svg {...stroke} {...props}>
    <path d="M14 14.5V5a2 2 0 1 0-4 0v9.5a4 4 0 1 0 4 0Z" />
    <path d="M12 9v8" />
  </svg>
)

export const ShutIcon = (props: IconProps) => (
  <svg {...stroke} {...props}>
    <path d="M4 21V7a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v14" />
    <path d="m9 10 6 6m0-6-6 6" />
  </svg>
)
