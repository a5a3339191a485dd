/** Without a language model answers are excerpts: said in one line, with a model that fits this machine. */
import { useEffect, useState } from 'react';
import type { CatalogueModel } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { go, useLibrary, useSettings } from '../../../state/index.ts';
import { client } from '../../../transport/index.ts';
import { Button } from '../../../ui/index.ts';
import { bestFit } from './bestFit.ts';
import css from './empty.module.css';

/** A token is about three quarters of an English word and half a Croatian one. */
const WORDS_PER_TOKEN = 0.6;

export function ModelOffer() {
  const { t, format } = useWords();
  // The first start asks for documents and nothing else.
  const begun = useLibrary((library) => library.stats !== null && library.stats.documents > 0);
  const none = useSettings((state) => state.settings?.generator.kind === 'none') && begun;
  const [offered, setOffered] = useState<CatalogueModel | null>(null);
  useEffect(() => {
    if (!none) return undefined;
    const stop = new AbortController();
    client.models.catalogue(undefined, { signal: stop.signal }).then(
      (catalogue) => !stop.signal.aborted && setOffered(bestFit(catalogue)),
      // Without the catalogue the line stands without an offer.
      () => undefined,
    );
    return () => stop.abort();
  }, [none]);
  if (!none) return null;

  const bytes = offered?.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0) ?? 0;
  const speed = offered?.expectedTokensPerSecond ?? null;
  const details = [...(bytes > 0 ? [format.bytes(bytes)] : []), ...(speed === null ? [] : [t('chat.noModel.speed', { count: Math.max(1, Math.round(speed * WORDS_PER_TOKEN)) })])];
  return (
    <p className={css.offer}>
      {t('chat.noModel.text')} {offered !== null && t('chat.noModel.offer', { name: offered.name, details: details.length > 0 ? ` (${details.join(', ')})` : '' })}{' '}
      <Button look="link" onClick={() => go({ screen: 'models' })}>{t('chat.noModel.open')}</Button>
    </p>
  );
}
