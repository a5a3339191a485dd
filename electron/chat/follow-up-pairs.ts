/**
 * A made set: what was asked before, what is asked now, and what is searched before it.
 * `null`: the question stands alone and nothing of the earlier ones may reach the search.
 */
export interface FollowUpPair {
  before: string;
  question: string;
  context: string | null;
}

const pair = (before: string, question: string, context: string | null): FollowUpPair => ({ before, question, context });
/** The earlier question as it was. */
const leaning = (before: string, question: string): FollowUpPair => pair(before, question, before);
const alone = (before: string, question: string): FollowUpPair => pair(before, question, null);

export const PAIRS: readonly FollowUpPair[] = [
  // A pronoun
  leaning('Koliki je otkazni rok?', 'Od kada on teče?'),
  leaning('Tko je podnio žalbu?', 'Je li ju povukao?'),
  leaning('Kada istječe ugovor o održavanju dizala?', 'S kim je on sklopljen?'),
  leaning('Koje su obveze stanara?', 'Tko ih nadzire?'),
  leaning('Koliki je komunalni doprinos?', 'Kada ga treba platiti?'),
  leaning('Gdje se predaje zahtjev?', 'Što mu se prilaže?'),
  leaning('Kolika je jamčevina?', 'Kome se ona uplaćuje?'),
  leaning('Tko su članovi povjerenstva?', 'Tko ih imenuje?'),
  leaning('Što je naknada za prijevoz?', 'Koliko to iznosi?'),
  leaning('Koliko košta priključak?', 'Vrijedi li ta cijena i za obrtnike?'),
  leaning('Who is the landlord?', 'What is his address?'),
  leaning('When is the roof repaired?', 'How long will it take?'),
  leaning('Who are the trustees?', 'Who appoints them?'),
  leaning('What is the excess?', 'When is it waived?'),
  leaning('Which lamps are replaced?', 'How much will that save?'),
  leaning('What does the warranty cover?', 'How long does it last?'),
  leaning('Is dental treatment covered?', 'Is there a limit for that?'),
  leaning('Who wrote the report?', 'When did she publish it?'),
  // An ellipsis
  leaning('Koji je rok za žalbu?', 'A pristojba?'),
  leaning('Koji je rok za žalbu?', 'Zašto?'),
  leaning('Kada počinju radovi?', 'Koliko traju?'),
  leaning('Kolika je kazna za buku?', 'A tko ju naplaćuje?'),
  leaning('Koliko traje jamstvo?', 'Pod kojim uvjetima?'),
  leaning('Smije li pas trčati bez povodca?', 'Gdje?'),
  leaning('Koliko dana godišnjeg odmora ima radnik?', 'A samohrani roditelj?'),
  leaning('What is the notice period?', 'And during probation?'),
  leaning('When is the pool open?', 'And on Sundays?'),
  leaning('What is the deadline for claims?', 'Why?'),
  leaning('Who approved the budget?', 'When?'),
  leaning('How much is the deposit?', 'What about electric bikes?'),
  leaning('Which documents are needed?', 'How many copies?'),
  // The same asked of something else: what it takes the place of is left out
  pair('Kolika je članarina za odrasle?', 'A za djecu?', 'Kolika je članarina'),
  pair('Kolika je kazna za mačke?', 'A za pse?', 'Kolika je kazna'),
  pair('Kada se odvozi otpad u Zadru?', 'A u Splitu?', 'Kada se odvozi otpad'),
  pair('Koliko iznosi naknada za noćni rad?', 'A za rad nedjeljom?', 'Koliko iznosi naknada'),
  pair('Koje je radno vrijeme na blagdan?', 'A na radni dan?', 'Koje je radno vrijeme'),
  pair('What is the fine for cats?', 'And for dogs?', 'What is the fine'),
  pair('What is the hire charge for a city bike?', 'What about for a tandem?', 'What is the hire charge'),
  pair('How much is the ticket for adults on weekdays?', 'And for children?', 'How much is the ticket on weekdays'),
  pair('When does the office open in summer?', 'And in winter?', 'When does the office open'),
  // It points at one of several
  leaning('Koje su dvije mogućnosti obračuna?', 'Što je s drugom?'),
  leaning('What are the two payment options?', 'What about the second one?'),
  leaning('Tko su ponuditelji za krov?', 'A koja je prihvaćena?'),
  leaning('Which quotations were received?', 'Which one was accepted?'),
  leaning('Koji su programi pranja?', 'Koji je od njih najkraći?'),
  // Stands alone, whatever was asked before
  alone('Kolika je najamnina?', 'Tko plaća servis bojlera?'),
  alone('Kolika je najamnina?', 'Koliki je otkazni rok?'),
  alone('Kada je sjednica vijeća?', 'Gdje se nalazi reciklažno dvorište?'),
  alone('Kolika je kazna za buku?', 'Koliko iznosi kazna za odlaganje otpada?'),
  alone('Koliko traje jamstvo?', 'Kako se čisti filtar odvodne crpke?'),
  alone('Kolika je plaća?', 'Što je kolektivni ugovor?'),
  alone('Tko je investitor?', 'Koji dokumenti su potrebni za upis djeteta u vrtić?'),
  alone('Koliko košta ispis?', 'Do kada se može predati zahtjev za potporu ako je rok pao na blagdan?'),
  alone('What is the rent?', 'Who is the head coach of the swimming club?'),
  alone('What is the rent?', 'When was the contract signed?'),
  alone('How much is the excess?', 'What does fault code F28 mean?'),
  alone('Who took the minutes?', 'Can a tenant sublet the flat to someone else?'),
  alone('How long is the warranty?', 'How much does membership cost for juniors?'),
  alone('What is the fine for noise?', 'Which vaccinations do dogs need before they travel abroad?'),
  alone('When does the work start?', 'What is LayoutParser?'),
  alone('Kada počinju radovi?', 'Kolika je visina kuće do vijenca?'),
  alone('Koji je rok za žalbu?', 'A tenant broke the lease early, what penalty applies?'),
  alone('Kolika je članarina?', 'To je pitanje o zakonu o radu: koliko dana godišnjeg odmora pripada radniku?'),
];
