-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Party" (
    "id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "staffId" TEXT,
    "name" BYTEA NOT NULL,
    "villageCode" TEXT,
    "createdAt" BIGINT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Party_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "lookupIndex" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("lookupIndex")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "groupIndex" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" BYTEA NOT NULL,
    "ownerId" TEXT,
    "ownerHandoff" TEXT,
    "address" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Inbox" (
    "id" SERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doneAt" BIGINT,

    CONSTRAINT "Inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "inboxId" INTEGER NOT NULL,
    "class" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" BIGINT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "failingSince" BIGINT,
    "sentAt" BIGINT,
    "externalId" TEXT,
    "error" TEXT,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FlowRun" (
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "flow" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "state" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,

    CONSTRAINT "FlowRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Case" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "matter" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "officeId" TEXT,
    "exemption" TEXT NOT NULL,
    "opponent" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "applicantIndex" TEXT,
    "facts" BYTEA NOT NULL,
    "flow" TEXT NOT NULL,
    "flowVersion" INTEGER NOT NULL,
    "submittedAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditRow" (
    "id" SERIAL NOT NULL,
    "at" BIGINT NOT NULL,
    "actor" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "detail" BYTEA NOT NULL,

    CONSTRAINT "AuditRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Handoff" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "conversationId" TEXT NOT NULL,
    "partyId" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "officeId" TEXT,
    "topic" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "opponent" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "counselId" TEXT,
    "requestedAt" BIGINT NOT NULL,
    "acceptedAt" BIGINT,
    "closedAt" BIGINT,
    "conclusion" BYTEA,

    CONSTRAINT "Handoff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandoffOffer" (
    "handoffId" TEXT NOT NULL,
    "counselId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "HandoffOffer_pkey" PRIMARY KEY ("handoffId","counselId")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "gridWorkerId" TEXT NOT NULL,
    "villageCode" TEXT,
    "townCode" TEXT,
    "officeId" TEXT,
    "status" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffNotice" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "officeId" TEXT,
    "body" BYTEA NOT NULL,
    "at" BIGINT NOT NULL,
    "seenAt" BIGINT,

    CONSTRAINT "StaffNotice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "conversationId" TEXT,
    "payload" BYTEA NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "doneAt" BIGINT,

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "File" (
    "id" TEXT NOT NULL,
    "name" BYTEA NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Gap" (
    "id" SERIAL NOT NULL,
    "text" BYTEA NOT NULL,
    "best" TEXT,
    "state" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Gap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "County" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "County_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Town" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Town_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Village" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "aliases" TEXT NOT NULL DEFAULT '',
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Village_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Agency" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Office" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counsel" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "firm" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "specialities" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "duty" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "onDuty" BOOLEAN,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Counsel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GridWorker" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "townCode" TEXT NOT NULL,
    "villages" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "GridWorker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Party_role_staffId_idx" ON "Party"("role", "staffId");

-- CreateIndex
CREATE INDEX "Identity_partyId_idx" ON "Identity"("partyId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_partyId_groupIndex_key" ON "Conversation"("partyId", "groupIndex");

-- CreateIndex
CREATE INDEX "Inbox_status_conversationId_id_idx" ON "Inbox"("status", "conversationId", "id");

-- CreateIndex
CREATE INDEX "Inbox_conversationId_id_idx" ON "Inbox"("conversationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_channel_account_externalId_key" ON "Inbox"("channel", "account", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_key_key" ON "Outbox"("key");

-- CreateIndex
CREATE INDEX "Outbox_status_nextAt_idx" ON "Outbox"("status", "nextAt");

-- CreateIndex
CREATE INDEX "Outbox_conversationId_status_id_idx" ON "Outbox"("conversationId", "status", "id");

-- CreateIndex
CREATE INDEX "FlowRun_conversationId_status_idx" ON "FlowRun"("conversationId", "status");

-- CreateIndex
CREATE INDEX "Consent_partyId_purpose_idx" ON "Consent"("partyId", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "Case_number_key" ON "Case"("number");

-- CreateIndex
CREATE INDEX "Case_partyId_idx" ON "Case"("partyId");

-- CreateIndex
CREATE INDEX "Case_officeId_status_idx" ON "Case"("officeId", "status");

-- CreateIndex
CREATE INDEX "Case_applicantIndex_idx" ON "Case"("applicantIndex");

-- CreateIndex
CREATE INDEX "AuditRow_subjectKind_subjectId_idx" ON "AuditRow"("subjectKind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Handoff_number_key" ON "Handoff"("number");

-- CreateIndex
CREATE INDEX "Handoff_status_idx" ON "Handoff"("status");

-- CreateIndex
CREATE INDEX "Handoff_conversationId_status_idx" ON "Handoff"("conversationId", "status");

-- CreateIndex
CREATE INDEX "Handoff_counselId_status_idx" ON "Handoff"("counselId", "status");

-- CreateIndex
CREATE INDEX "HandoffOffer_counselId_status_idx" ON "HandoffOffer"("counselId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Referral_number_key" ON "Referral"("number");

-- CreateIndex
CREATE INDEX "Referral_gridWorkerId_idx" ON "Referral"("gridWorkerId");

-- CreateIndex
CREATE INDEX "StaffNotice_officeId_seenAt_idx" ON "StaffNotice"("officeId", "seenAt");

-- CreateIndex
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");

-- CreateIndex
CREATE INDEX "Job_status_dueAt_idx" ON "Job"("status", "dueAt");

-- CreateIndex
CREATE INDEX "Gap_state_idx" ON "Gap"("state");

-- CreateIndex
CREATE INDEX "Village_townCode_idx" ON "Village"("townCode");

-- CreateIndex
CREATE INDEX "Office_townCode_idx" ON "Office"("townCode");

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_partyId_fkey" FOREIGN KEY ("partyId") REFERENCES "Party"("id") ON DELETE CASCADE ON UPDATE CASCADE;
