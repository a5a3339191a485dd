/** The pane beside the conversation: shows the open source and goes from one citation of its answer to the next. */
import { useEffect, useMemo } from 'react';
import type { Source } from '../../../electron/contract/index.ts';
import { closeSource, openSource, provideCommand, useSource, type SourceAddress } from '../../state/index.ts';
import { SourceViewer, type Citation } from './viewer/SourceViewer.tsx';

export function SourcePane() {
  const address = useSource((state) => state.address);
  const citation = useMemo(() => (address === null ? null : citationOf(address)), [address]);
  useEffect(() => {
    const stops = [provideCommand('next-citation', () => step(1)), provideCommand('previous-citation', () => step(-1))];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  if (address === null) return null;

  const sources = address.sources ?? [];
  const index = sources.findIndex((source) => source.number === address.number);
  return (
    <SourceViewer
      documentId={address.documentId}
      documentName={sources[index]?.documentName ?? ''}
      page={address.page}
      citation={citation}
      place={index < 0 ? null : { index, total: sources.length }}
      onStep={step}
      onClose={closeSource}
    />
  );
}

/** Opens the citation before or behind the open one, where there is one. */
function step(direction: 1 | -1): void {
  const { address } = useSource.getState();
  const sources = address?.sources ?? [];
  const index = sources.findIndex((source) => source.number === address?.number);
  const next = index < 0 ? undefined : sources[index + direction];
  if (next !== undefined) openSource(addressOf(next, sources));
}

function addressOf(source: Source, sources: readonly Source[]): SourceAddress {
  const { documentId, page, charStart, charEnd, number } = source;
  return { documentId, page, charStart, charEnd, number, sources };
}

function citationOf(address: SourceAddress): Citation | null {
  const { page, charStart, charEnd } = address;
  if (charStart === null || charEnd === null) return null;
  const source = address.sources?.find((one) => one.number === address.number);
  return { page, charStart, charEnd, text: source?.text ?? '', pageLabel: source?.pageLabel ?? null, exact: address.exact ?? null };
}
