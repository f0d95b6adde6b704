export const notices = {
  title: "A job has ended",
  ended: (key: string, state: string) => `Job ${key}…: ${state}.`,
  choice: "Tell me when a job of mine ends",
  choiceWhy: "While this page is open somewhere and you are signed in. Your browser asks for leave.",
  refused: "Your browser does not allow it. Allow notifications for this page in its settings, then try again.",
  heading: "Notifications",
};
