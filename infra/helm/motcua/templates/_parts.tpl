{{- /* Only what Go's own templates know, so that the chart is checked without Helm, too. */ -}}
{{- define "motcua.labels" }}
    app.kubernetes.io/name: motcua
    app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "motcua.security" }}
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "motcua.container" }}
          image: {{ printf "%s:%s" .Values.image.name .Values.image.tag | printf "%q" }}
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: var, mountPath: /var/lib/motcua}
            - {name: secrets, mountPath: /run/secrets, readOnly: true}
{{- end }}

{{- define "motcua.volumes" }}
      volumes:
        - {name: tmp, emptyDir: {sizeLimit: 1Gi}}
        - {name: var, persistentVolumeClaim: {claimName: "{{ .Release.Name }}-var"}}
        - name: secrets
          secret: {secretName: {{ printf "%q" .Values.secretName }}, defaultMode: 0440}
{{- end }}

{{- define "motcua.environment" }}
            - {name: MOTCUA_PLATFORM_HOST, value: {{ printf "%q" .Values.platformHost }}}
            - {name: MOTCUA_FILES_HOST, value: {{ printf "%q" .Values.filesHost }}}
            - {name: MOTCUA_SCHEME, value: https}
            - {name: MOTCUA_BEHIND_PROXY, value: "1"}
            - {name: MOTCUA_SECRET_KEY_FILE, value: /run/secrets/secret-key}
            - {name: MOTCUA_MASTER_KEY_FILE, value: /run/secrets/master-key}
            - {name: MOTCUA_OIDC_KEY_FILE, value: /run/secrets/oidc-key}
            - {name: MOTCUA_REDIS_URL_FILE, value: /run/secrets/redis-url}
            - {name: MOTCUA_BROKER_URL_FILE, value: /run/secrets/broker-url}
            - {name: MOTCUA_METRICS_TOKEN_FILE, value: /run/secrets/metrics-token}
            - {name: MOTCUA_S3_BUCKET, value: {{ printf "%q" .Values.storage.bucket }}}
            - {name: MOTCUA_S3_ENDPOINT, value: {{ printf "%q" .Values.storage.endpoint }}}
            - {name: MOTCUA_S3_ACCESS_KEY, value: {{ printf "%q" .Values.storage.accessKey }}}
            - {name: MOTCUA_S3_SECRET_KEY_FILE, value: /run/secrets/s3-secret-key}
            - {name: MOTCUA_CLAMD, value: {{ printf "%q" .Values.clamd }}}
            - {name: MOTCUA_SMTP_HOST, value: {{ printf "%q" .Values.smtpHost }}}
            - {name: MOTCUA_MAIL_FROM, value: {{ printf "%q" .Values.mailFrom }}}
            - {name: MOTCUA_TRACES_URL, value: {{ printf "%q" .Values.traces.url }}}
            - {name: MOTCUA_TRACES_PERCENT, value: {{ printf "%v" .Values.traces.percent | printf "%q" }}}
{{- end }}

{{- define "motcua.web-database" }}
            - {name: MOTCUA_DATABASE_URL_FILE, value: /run/secrets/web-database-url}
{{- end }}

{{- define "motcua.owner-database" }}
            - {name: MOTCUA_DATABASE_URL_FILE, value: /run/secrets/owner-database-url}
{{- end }}
