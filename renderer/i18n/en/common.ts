/** Words every screen uses. */
export const common = {
  close: 'Close',
  /** Of a running job. */
  cancelJob: 'Cancel',
  /** Of a dialog. */
  dismiss: 'Cancel',
  retry: 'Retry',
  remove: 'Remove',
  delete: 'Delete',
  save: 'Save',
  copied: 'Copied',
  details: 'Details',
  back: 'Back',
  clear: 'Clear',
  loading: 'Loading…',
  more: 'More',
  quoted: '“{{text}}”',
  languages: { hr: 'Croatian', en: 'English' },
} as const;
