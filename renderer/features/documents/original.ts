/** Opens the file as it was handed in, in a tab or window of its own. */
export const openOriginal = (documentId: string): void => {
  window.open(`/files/${documentId}`, '_blank', 'noopener');
};
