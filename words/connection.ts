/** The messages about the connection, shown above the page. */
export const connectionWords = {
  lost: "Connexion interrompue, nous réessayons.",
  kept: "Ce que vous avez saisi reste sur cette page.",
  unsent:
    "La connexion s’est interrompue avant la réponse à votre envoi : nous ne savons pas s’il est arrivé. Ce que vous avez saisi est toujours sur cette page. Une fois la connexion revenue, vérifiez, puis envoyez à nouveau.",
  close: "J’ai compris",
};
