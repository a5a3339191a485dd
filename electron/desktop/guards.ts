/** Every web content, whoever makes it, goes nowhere and asks for nothing but what the policies allow. */
import { app, type Session, shell } from 'electron';
import { judgeNavigation, judgeNewWindow } from './navigation-policy.ts';
import { grantsPermission } from './permission-policy.ts';

export function guardContents(): void {
  app.on('web-contents-created', (_, contents) => {
    const judge = (event: { preventDefault(): void }, url: string, isMainFrame: boolean): void => {
      const verdict = judgeNavigation({ url, isMainFrame });
      if (verdict === 'allow') return;
      event.preventDefault();
      if (verdict === 'external') openExternal(url);
    };
    contents.on('will-navigate', (event) => judge(event, event.url, event.isMainFrame));
    contents.on('will-redirect', (event) => judge(event, event.url, event.isMainFrame));
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) judge(event, event.url, false);
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (judgeNewWindow(url) === 'external') openExternal(url);
      return { action: 'deny' };
    });
  });
}

export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, answer, details) => answer(grantsPermission(permission, details.requestingUrl)));
  session.setPermissionCheckHandler((_, permission, origin) => grantsPermission(permission, origin));
  session.setDevicePermissionHandler(() => false);
}

/** The parsed address, so that what was judged is what is opened. */
function openExternal(url: string): void {
  void shell.openExternal(new URL(url).href);
}
