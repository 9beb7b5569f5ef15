// What the last step came to, said once at the top of the page it led to.

export interface Notice {
  text: string
  /** Done as asked, rather than something to read first. */
  good: boolean
}

export const NoticeLine = ({ notice }: { notice: Notice | null | undefined }) =>
  notice ? (
    <p class={notice.good ? 'done' : 'ask'} role="status">
      {notice.text}
    </p>
  ) : null
