import './theme/tokens.css';
import './theme/base.css';
import './ui/ui.css';
import './app/app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/problem';
import { App } from './app/App';
import { pageAt } from './app/pages';
import { startI18n } from './i18n';
import { applyTheme, chosenTheme } from './theme/theme';

applyTheme(chosenTheme());

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays one; only a service that does not answer is asked again.
      retry: (times, fault) => times < 2 && !(fault instanceof ApiProblem && fault.status < 500),
      refetchOnWindowFocus: false,
      staleTime: 60_000,
    },
  },
});

const root = document.getElementById('root');
if (root) {
  const first = pageAt(window.location.pathname);
  // What cannot be fetched now is asked for again by the page, which says so.
  void Promise.allSettled([startI18n(first.namespaces), first.preload()]).then(() =>
    createRoot(root).render(
      <StrictMode>
        <QueryClientProvider client={client}>
          <App />
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}
