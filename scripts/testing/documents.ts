/** Documents a town office and a researcher would have, written for the tests: HTML that the browser prints to PDF, and plain texts. */

const page = (body: string): string => `<section>${body}</section>`;
const html = (language: string, title: string, pages: readonly string[]): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>
  body { font: 11pt/1.5 'Liberation Serif', 'DejaVu Serif', serif; } section { break-after: page; } h1 { font-size: 16pt; } h2 { font-size: 12pt; }
  </style></head><body>${pages.map(page).join('')}</body></html>`;

/** A lease of business premises; the rent's due day stands in article 5 on page 2. */
export const leaseHr = html('hr', 'Ugovor o zakupu poslovnoga prostora', [
  `<h1>Ugovor o zakupu poslovnoga prostora</h1>
   <p>Grad Primorje, kojega zastupa gradonačelnica Đurđica Šćitaroci (u daljnjem tekstu: zakupodavac), i obrt „Čempres”, vlasnik Željko Žganjer (u daljnjem tekstu: zakupnik), sklopili su 14. ožujka 2025. ovaj ugovor.</p>
   <h2>Članak 1.</h2><p>Zakupodavac daje u zakup poslovni prostor u prizemlju zgrade u Ulici hrvatskih branitelja 12, površine 86 četvornih metara.</p>
   <h2>Članak 2.</h2><p>Zakupnik će u prostoru obavljati stolarsku djelatnost i prodaju drvenih proizvoda. Drugu djelatnost smije obavljati samo uz pisanu suglasnost zakupodavca.</p>
   <h2>Članak 3.</h2><p>Zakup se ugovara na određeno vrijeme od pet godina, počevši od 1. travnja 2025.</p>`,
  `<h2>Članak 4.</h2><p>Mjesečna zakupnina iznosi 1.290,00 eura. U zakupninu nisu uračunati troškovi električne energije, vode i komunalne naknade.</p>
   <h2>Članak 5.</h2><p>Zakupnik plaća zakupninu unaprijed, najkasnije do desetoga dana u mjesecu za tekući mjesec. Na zakašnjelu uplatu obračunavaju se zakonske zatezne kamate.</p>
   <h2>Članak 6.</h2><p>Kao jamstvo urednoga plaćanja zakupnik je predao bjanko zadužnicu na iznos od 10.000,00 eura, ovjerenu kod javnoga bilježnika.</p>`,
  `<h2>Članak 7.</h2><p>Zakupnik je dužan održavati prostor i o svojem trošku obavljati sitne popravke. Veće popravke na instalacijama i krovu plaća zakupodavac.</p>
   <h2>Članak 8.</h2><p>Svaka strana može otkazati ugovor pisanim putem uz otkazni rok od devedeset dana. Zakupodavac može raskinuti ugovor bez otkaznoga roka ako zakupnik dva mjeseca uzastopce ne plati zakupninu.</p>
   <h2>Članak 9.</h2><p>Sporove će strane rješavati dogovorom, a ako u tome ne uspiju, nadležan je Općinski sud u Splitu.</p>`,
]);

/** Findings on seagrass; growth and light stand on page 2. */
export const seagrassEn = html('en', 'Seagrass meadows of the eastern Adriatic', [
  `<h1>Seagrass meadows of the eastern Adriatic</h1>
   <p>We surveyed forty-two meadows of Posidonia oceanica between Istria and the Pelješac peninsula during three summers. Divers counted shoots along fixed transects at depths from four to thirty metres.</p>
   <h2>Methods</h2><p>Light was logged every ten minutes by sensors fixed to the sea bed. Anchoring pressure was estimated from satellite pictures of moored boats.</p>`,
  `<h2>Results</h2><p>Shoot density fell by eighteen per cent in bays where more than twenty boats anchored each day. Meadows below twenty-five metres received less than eleven per cent of surface light and did not recover within the study.</p>
   <p>Where mooring buoys replaced anchors, density rose again by seven per cent within two years.</p>
   <h2>Conclusion</h2><p>Mooring buoys are a cheap and effective protection of shallow meadows. We recommend a ban on anchoring in bays with more than half of their bottom covered by seagrass.</p>`,
]);

export const minutesHr = `# Zapisnik sa sjednice Odbora za komunalno gospodarstvo

Sjednica je održana 5. svibnja 2026. u Gradskoj vijećnici.

## Točka 1. Javna rasvjeta

Odbor je prihvatio ponudu tvrtke Svjetlost d.o.o. za zamjenu 340 svjetiljki u naselju Čakovčina. Radovi će početi 1. lipnja i trajati šest tjedana.

## Točka 2. Dječja igrališta

Predsjednica odbora izvijestila je da je za obnovu triju igrališta osigurano 75.000 eura. Igralište u Šumskoj ulici bit će zatvoreno do kraja kolovoza.
`;

export const libraryRulesEn = `Library rules

Members may borrow up to six books for thirty days. A loan can be extended twice unless another reader has reserved the book.

Reading rooms are open from eight in the morning until nine in the evening. Food is not allowed in the reading rooms, but water in closed bottles is.
`;
