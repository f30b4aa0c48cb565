// Shows the contract of the very office that serves this page.
SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#api", deepLinking: true });
