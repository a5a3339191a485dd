import { describe, expect, it, test } from 'vitest';
import { questionsOf } from './index.ts';

const hr = (text: string): string[] => questionsOf({ text, language: 'hr' }, 'hr');
const en = (text: string): string[] => questionsOf({ text, language: 'en' }, 'en');

describe('a Croatian sentence turned round', () => {
  test.each([
    ['Mjesečna zakupnina iznosi 1.290,00 eura.', 'Koliko iznosi mjesečna zakupnina?'],
    ['Pristojbe iznose najviše 40 eura po predmetu.', 'Koliko iznose pristojbe?'],
    ['Jamstvo na ugrađene dijelove traje dvije godine.', 'Koliko traje jamstvo na ugrađene dijelove?'],
    ['Rok za prigovor je 15 dana od primitka računa.', 'Koliki je rok za prigovor?'],
    ['Sjednica je održana 5. svibnja 2026. u Gradskoj vijećnici.', 'Kada je održana sjednica?'],
    ['Radovi će početi 1. lipnja i trajati šest tjedana.', 'Kada će početi radovi?'],
    ['Zakupnik plaća zakupninu unaprijed, najkasnije do desetoga dana u mjesecu.', 'Do kada zakupnik plaća zakupninu?'],
    ['Zakupnik je dužan održavati prostor i o svojem trošku obavljati sitne popravke.', 'Što je zakupnik dužan učiniti?'],
    ['Korisnici ne smiju unositi hranu u čitaonicu.', 'Što korisnici ne smiju?'],
    ['Gradonačelnik donosi odluku o koncesiji na prijedlog povjerenstva.', 'Tko donosi odluku o koncesiji?'],
  ])('%s', (sentence, question) => expect(hr(sentence)).toEqual([question]));
});

describe('an English sentence turned round', () => {
  test.each([
    ['The deposit is 1300 euros and is returned within 30 days of moving out.', 'How much is the deposit?'],
    ['The warranty lasts two years.', 'How long is the warranty?'],
    ['Reading rooms are open from eight in the morning until nine in the evening.', 'When are reading rooms open?'],
    ['The contract was signed on 14 March 2025.', 'When was the contract signed?'],
    ['Pets are not allowed without the written consent of the owner.', 'Are pets allowed?'],
    ['The tenant must give notice of two months before leaving the flat.', 'What must the tenant give?'],
    ['Members may borrow up to six books for thirty days.', 'What may members borrow?'],
    ['NASA may publish the pictures of the survey.', 'What may NASA publish?'],
  ])('%s', (sentence, question) => expect(en(sentence)).toEqual([question]));
});

describe('no question', () => {
  it.each(['Ona iznosi 20 eura.', 'Odbor je prihvatio ponudu.', 'Članak 5.', 'Iznos iznosi puno.', 'Identifikator ne smije biti jednak nuli.', 'Svaka stranica mora imati zaglavlje.', 'Na zakašnjelu uplatu obračunavaju se kamate.', 'Drugu djelatnost smije obavljati samo uz suglasnost.', 'Zakupnika može imenovati vijeće.', 'Svaku promjenu mora prijaviti u roku od osam dana.'])('%s', (sentence) => expect(hr(sentence)).toEqual([]));
  it.each(['It is 20 euros.', 'This must be paid by 5 May.', 'They are open from eight.', 'Results', 'There is no fee.', 'The tenant must be told.', 'Our members may borrow books.'])('%s', (sentence) => expect(en(sentence)).toEqual([]));
  it('of a passage in another language', () => expect(questionsOf({ text: 'The deposit is 1300 euros.', language: 'en' }, 'hr')).toEqual([]));
});

it('of a whole passage, each once, its headings and lists read as text', () => {
  expect(hr('## Članak 4.\n\nMjesečna zakupnina iznosi 1.290,00 eura.\n- Pričuva iznosi 50 eura.\nMjesečna zakupnina iznosi 1.290,00 eura.')).toEqual(['Koliko iznosi mjesečna zakupnina?', 'Koliko iznosi pričuva?']);
});
