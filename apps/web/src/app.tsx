import { Route, Routes } from "react-router";
import { Frame } from "./layout/frame.tsx";
import { JobNotices } from "./notices/job-notices.tsx";
import { pages } from "./routes.tsx";
import { AccountMenu } from "./wallet/account-menu.tsx";

/** The frame, and in it the page of the address. */
export function App() {
  return (
    <Frame pages={pages} account={<AccountMenu />}>
      <JobNotices />
      <Routes>
        {pages.map(({ path, page: Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
      </Routes>
    </Frame>
  );
}
