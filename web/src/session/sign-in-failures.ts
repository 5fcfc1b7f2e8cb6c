/** Why a way through a provider came to nothing, by the word in the address: message keys. */
export const signInFailureKeys: Readonly<Record<string, string>> = {
  expired: 'federation.expired',
  identity_taken: 'federation.identityTaken',
  not_accepted: 'federation.notAccepted',
  not_linked: 'federation.notLinked',
  provider_refused: 'federation.providerRefused',
  unavailable: 'federation.unavailable',
  wrong_browser: 'federation.wrongBrowser',
};
