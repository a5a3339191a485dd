import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n/index.ts';
import { Button, EmptyState } from '../ui/index.ts';

interface Props {
  children: ReactNode;
  /** Another value is another place: the failure is forgotten. */
  place?: string;
}

/** A part that throws while drawing takes only itself down. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed onAgain={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function Failed({ onAgain }: { onAgain(): void }) {
  const { t } = useWords();
  return (
    <EmptyState title={t('app.crash.title')} actions={<Button onClick={onAgain}>{t('app.crash.again')}</Button>}>
      {t('app.crash.text')}
    </EmptyState>
  );
}
