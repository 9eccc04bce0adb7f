/** The messages about the connection, shown above the page. */
export const connectionWords = {
  lost: "Connexion interrompue. Nouvelle tentative en cours.",
  kept: "Votre saisie est conservée sur cette page.",
  unsent:
    "La connexion s’est interrompue avant la réponse à votre envoi : nous ne savons pas s’il est arrivé. Votre saisie est toujours sur cette page. Une fois la connexion rétablie, vérifiez, puis envoyez à nouveau si nécessaire.",
  close: "J’ai compris",
};
