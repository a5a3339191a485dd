import type { common as en } from '../en/common.ts';
import type { Croatian } from '../shape.ts';

export const common: Croatian<typeof en> = {
  close: 'Zatvori',
  cancelJob: 'Prekini',
  dismiss: 'Odustani',
  retry: 'Pokušaj ponovno',
  remove: 'Ukloni',
  delete: 'Izbriši',
  save: 'Spremi',
  copied: 'Kopirano',
  details: 'Pojedinosti',
  back: 'Natrag',
  clear: 'Očisti',
  loading: 'Učitavanje…',
  more: 'Više',
  quoted: '„{{text}}”',
  languages: { hr: 'hrvatski', en: 'engleski' },
};
