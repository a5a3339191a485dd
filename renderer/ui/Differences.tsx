import { HiddenText } from './HiddenText.tsx';
import styles from './Differences.module.css';

export interface DifferencesProps {
  changes: readonly { kind: 'same' | 'removed' | 'added'; text: string }[];
  /** What the signs mean, for those who do not see them. */
  words: { removed: string; added: string };
}

/** A text with what was taken out struck through and what came in underlined: never by colour alone. */
export function Differences({ changes, words }: DifferencesProps) {
  return (
    <p className={styles.text}>
      {changes.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        const Tag = kind === 'removed' ? 'del' : 'ins';
        return (
          <Tag key={key} className={styles[kind]}>
            <HiddenText>{` (${words[kind]}: `}</HiddenText>
            {text}
            <HiddenText>{') '}</HiddenText>
          </Tag>
        );
      })}
    </p>
  );
}
