import type { ReactNode } from 'react';
import type { Document } from '../../../../electron/contract/index.ts';
import { useWords } from '../../../i18n/index.ts';
import { Outcome } from '../Outcome.tsx';
import { typeName } from '../typeName.ts';
import styles from './Document.module.css';

export function Facts({ document }: { document: Document }) {
  const { t, format } = useWords();
  const languages = document.languages.map((language) => t(`common.languages.${language}`)).join(', ');
  return (
    <dl className={styles.facts}>
      <Fact name={t('documents.columns.state')}>
        <Outcome document={document} />
      </Fact>
      <Fact name={t('documents.facts.type')}>
        {typeName(document.type)}
        {document.pages !== null && `, ${t(`documents.units.${document.unit}`, { count: document.pages })}`}
      </Fact>
      <Fact name={t('documents.facts.size')}>{format.bytes(document.size)}</Fact>
      <Fact name={t('documents.facts.languages')}>{languages || '–'}</Fact>
      <Fact name={t('documents.facts.passages')}>{format.number(document.passages)}</Fact>
      <Fact name={t('documents.facts.added')}>{format.dateTime(document.addedAt)}</Fact>
      <Fact name={t('documents.facts.places')} wide>
        <ul className={styles.places}>
          {document.places.map((place) => (
            <li key={place.id}>
              {place.path ?? [place.folder, place.name].filter(Boolean).join('/')}
              {place.path === null && <span className={styles.muted}> · {t('documents.facts.uploaded')}</span>}
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name={t('documents.facts.fingerprint')} wide>
        <span className={styles.mono}>{document.sha256}</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? styles.wide : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
